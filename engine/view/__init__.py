"""A ruleset, a locale and values -> what a player reads, before any face draws it."""
