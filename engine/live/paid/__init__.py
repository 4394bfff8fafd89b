"""What money buys: grants that happen once, what stays with its buyer, refunds, revenue."""
