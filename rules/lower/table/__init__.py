"""A drawn table -> primitives, one shape a file."""
