"""A store's seeds and receipts -> epochs that are promised and revealed, and a log that proves what was."""
