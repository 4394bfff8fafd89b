"""Discord: an interaction -> a call of the engine -> a message."""
