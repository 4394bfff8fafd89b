"""A profile: when a simulated player comes, what it then does, in order, what it buys, and when it stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rules.expression.type import CHANCE_PARTS, DAY
from rules.program.node import Program
from rules.source import Place

BOUGHT = "(bought)"  # the cause of what money brought
POINTLESS = "(pointless)"  # why a program of a profile is refused where nothing is to be done
AT_ONCE = (0, 0)


@dataclass(frozen=True, slots=True)
class Habit:
    """One thing that a simulated player does: by *chance*, at most *times* times in a session.

    *program* is the action's, without parameters: it begins by working out what the action is asked with, and
    is refused with `POINTLESS` where the habit's condition does not hold or there is nothing to ask with.
    """

    action: str
    program: Program
    times: int = 1
    chance: int = CHANCE_PARTS
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a player buys with money: by *chance*, on a day on which it comes, once in so many days (*each*).

    *program* gives it, for the cause `BOUGHT`; it is refused with `POINTLESS` where it is not wanted.
    """

    program: Program
    chance: int = CHANCE_PARTS
    each: int = 1
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stop:
    """When a player has had enough.

    *after* so many days since it came first or came back (0: never for that), by *chance* in the evening of a
    day on which it came, or when *program* is not refused then. *away* is for how many days (0: for good).
    """

    after: int = 0
    chance: int = 0
    program: Program | None = None
    away: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """A simulated kind of player: the chance (in 10^-9 parts) to come on a day, how often, and what it does.

    Sessions lie between *begins* and *ends* (milliseconds from the day's beginning). *weekend*: the chance on
    Saturday and Sunday. *joins*: the first and the last day on which it may come first. *share*: how many
    players are like this, against the other profiles.
    """

    name: str
    chance: int
    sessions: int
    habits: tuple[Habit, ...]
    share: int = 1
    weekend: int = 0
    begins: int = 0
    ends: int = DAY
    joins: tuple[int, int] = AT_ONCE
    purchases: tuple[Purchase, ...] = ()
    stop: Stop = Stop()
    place: Place | None = field(default=None, compare=False, repr=False)

    @property
    def programs(self) -> Iterator[tuple[str, Program]]:
        """Yield every program that such a player runs, by the action or by what it is for."""
        yield from ((habit.action, habit.program) for habit in self.habits)
        yield from ((BOUGHT, purchase.program) for purchase in self.purchases)
        if self.stop.program is not None:
            yield self.stop.program.name, self.stop.program
