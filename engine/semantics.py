"""What the engine makes of a ruleset, as a number: raised when the same content would be played differently.

A ruleset is kept with the number under which it was played, so that nobody replays its history by others.
"""

SEMANTICS = 1
