"""Programs and profiles -> C, which lives players many times as fast as Python does, to the same counts."""
