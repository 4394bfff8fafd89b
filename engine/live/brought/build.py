"""A kept ruleset and what players wrote by now -> the ruleset that it is with that, or what is wrong."""

from __future__ import annotations

from engine.live.packed import days_and_text
from engine.live.reload.apart import Refusal
from rules.load import Loaded, compile_kept, try_kept
from rules.propose.bring import Sheaf
from rules.ruleset import Ruleset


def of_kept(content: bytes, sheaf: Sheaf) -> Loaded:
    """Check and compile it; work for a process of its own."""
    calendar, text = days_and_text(content)
    return compile_kept(text, sheaf, calendar)


def tried(content: bytes, sheaf: Sheaf) -> Ruleset | Refusal:
    """Return it to be looked at, or what of what players wrote is not let through."""
    calendar, text = days_and_text(content)
    loaded = try_kept(text, sheaf, calendar)
    return loaded.ruleset or Refusal([problem.message for problem in loaded.problems])
