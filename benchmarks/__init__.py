"""A claim about speed or strength -> the figure measured for it, beside its baseline."""
