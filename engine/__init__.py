"""What a ruleset, a state, a request and luck make of each other."""
