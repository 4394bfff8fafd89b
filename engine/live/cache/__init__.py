"""What is slow to work out -> kept for a while, and gone as soon as what it came from changes."""
