"""What players write of the game and bring into it: drafts, what is looked through, what is in the game."""
