"""A program -> a Python function -> the outcome for one player."""
