"""A profile: when a simulated player comes, and what it then does, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.expression.node import Node
from rules.expression.type import CHANCE_PARTS
from rules.source import Place


@dataclass(frozen=True, slots=True)
class Habit:
    """One thing that a simulated player does: by *chance*, at most *times* times, while *test* holds.

    *params* are expressions over the player's state; one that gives `NONE` means that there is nothing to do.
    A later parameter may read an earlier one.
    """

    action: str
    params: tuple[tuple[str, Node], ...] = ()
    times: int = 1
    test: Node | None = None
    chance: int = CHANCE_PARTS
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """A simulated kind of player: the chance (in 10^-9 parts) to come on a day, how often, and its habits.

    *share*: how many players are like this, against the other profiles.
    """

    name: str
    chance: int
    sessions: int
    habits: tuple[Habit, ...]
    share: int = 1
    place: Place | None = field(default=None, compare=False, repr=False)
