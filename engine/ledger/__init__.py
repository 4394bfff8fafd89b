"""What a command did -> entries between accounts, and the hash of what an object has."""
