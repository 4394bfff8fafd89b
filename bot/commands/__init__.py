"""The actions of a ruleset -> slash commands."""
