"""Corrections: receipts that undo what others did, keep players out, and collect what is owed."""
