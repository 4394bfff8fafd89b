"""What is asked of the bot itself, and not of the game: each command is a file, the registry lists them."""
