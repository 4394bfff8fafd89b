"""Two versions of a pack -> what changed in it, whom that touches, and what version it asks for."""
