"""The terminal: what a designer types -> what the engine answers, as text, JSON or a report."""
