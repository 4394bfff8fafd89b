"""Lines of commands -> a game played in the terminal."""
