"""`reve bot`: settings -> a bot that is connected, or a tour of one on this machine."""
