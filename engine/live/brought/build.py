"""A kept ruleset and what players wrote by now -> the ruleset that it is with that; or why it is none."""

from __future__ import annotations

from engine.live.packed import days_and_text, pack
from rules.load import compile_kept
from rules.propose.bring import Shelf
from rules.ruleset import Ruleset


def tried(content: bytes, shelf: Shelf) -> Ruleset | list[str]:
    """Return it as it would be played, or what is wrong, in words."""
    calendar, text = days_and_text(content)
    loaded = compile_kept(text, shelf, calendar)
    if loaded.ruleset is None:
        return [f"{each.code}: {each.message}" for each in loaded.problems if each.is_error]
    return loaded.ruleset


def rebuilt(content: bytes, shelf: Shelf) -> tuple[bytes, str] | list[str]:
    """Return it as it is kept, with its hash, or what is wrong, in words."""
    made = tried(content, shelf)
    return made if isinstance(made, list) else (pack(made), made.hash)
