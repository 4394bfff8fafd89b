"""A store's receipts -> the same commands decided again from the beginning, and what differs."""
