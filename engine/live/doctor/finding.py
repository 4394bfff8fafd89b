"""What was looked at, whether it is as it should be, and what to do where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["fine", "wrong", "unused"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; *unused*: nothing names it, and nothing needs it."""

    what: str
    state: State
    said: str
    todo: str = ""


def fine(what: str, said: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(what, "fine", said)


def wrong(what: str, said: str, todo: str) -> Finding:
    """Return that something is not as it should be, and what to do."""
    return Finding(what, "wrong", said, todo)


def unused(what: str, said: str) -> Finding:
    """Return that nothing names something."""
    return Finding(what, "unused", said)
