"""Targets -> whether they hold, fail or are undecided: exactly where the question is finite."""
