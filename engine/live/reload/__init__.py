"""What is written in files by now -> the game that is played, while it is played."""
