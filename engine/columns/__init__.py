"""The primitives over NumPy columns: one command of many players at once."""
