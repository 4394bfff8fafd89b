"""Players as people: all that is kept of one, one who is forgotten, one who has another account."""
