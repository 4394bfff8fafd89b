"""A profile: when a simulated player comes, and what it then does, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.expression.node import Node
from rules.source import Place


@dataclass(frozen=True, slots=True)
class Habit:
    """One thing that a simulated player does: at most *times* times, while *test* holds.

    *params* are expressions over the player's state; one that gives `NONE` means that there is nothing to do.
    A later parameter may read an earlier one.
    """

    action: str
    params: tuple[tuple[str, Node], ...] = ()
    times: int = 1
    test: Node | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """A simulated kind of player: the chance (in 10^-9 parts) to come on a day, how often, and its habits."""

    name: str
    chance: int
    sessions: int
    habits: tuple[Habit, ...]
    place: Place | None = field(default=None, compare=False, repr=False)
