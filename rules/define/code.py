"""What can be wrong with a value that a definition holds."""

from __future__ import annotations

from rules.problem import error

UNREAD = error("E520", "a value cannot be read as what its slot wants")

CODES = (UNREAD,)
