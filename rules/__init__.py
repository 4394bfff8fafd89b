"""Text of a pack -> Ruleset: reads, checks, explains and compiles; knows no player and no database."""
