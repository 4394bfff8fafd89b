"""A kept ruleset and what players wrote by now -> the ruleset that it is with that, or what is wrong."""

from __future__ import annotations

from engine.live.packed import days_and_text
from rules.load import Loaded, compile_kept
from rules.propose.bring import Shelf


def of_kept(content: bytes, shelf: Shelf) -> Loaded:
    """Check and compile it; work for a process of its own."""
    calendar, text = days_and_text(content)
    return compile_kept(text, shelf, calendar)
