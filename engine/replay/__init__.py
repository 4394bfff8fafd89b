"""Receipts, run again -> whatever came out differently."""
