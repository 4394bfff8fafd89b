"""The report of a simulation, in a real browser."""
