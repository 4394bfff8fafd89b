"""What is slow to work out -> kept for a while, and dropped as soon as what it came from changes."""
