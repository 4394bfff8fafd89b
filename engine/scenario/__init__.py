"""Scenarios, played: whether what an author expects is what happens."""
