"""A program -> the exact distribution of what it leads to, on the slice that a question needs."""
