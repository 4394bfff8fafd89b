"""A history of commands -> an order in which it is run again, what of it a player needs, and what differs."""
