"""A checked pack -> programs: one step, table shape or phase a file, all to the same primitives."""
