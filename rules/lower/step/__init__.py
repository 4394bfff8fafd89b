"""A step of `do` -> primitives, one step a file."""
