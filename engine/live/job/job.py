"""Jobs: what is to be done when, under a name that makes it happen once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

TRIES = 8
FIRST, LONGEST = 1_000, 600_000  # ms between two tries


class FaultError(Exception):
    """A job failed for a reason that trying again would not mend, such as a fault of the content."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do at *due* (ms); *kind* says by what work. There is one job of a name, ever."""

    name: str
    kind: str
    due: int
    payload: Mapping[str, Any] = field(default_factory=dict)
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A job as it stands in the list: *leased_by* whom until when, done or failed when, and why."""

    job: Job
    leased_until: int = 0
    leased_by: str = ""
    done_at: int | None = None
    failed_at: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How jobs of a kind stand: *backlog* are due and not done, *oldest* (ms) is since when one is."""

    kind: str
    backlog: int = 0
    waiting: int = 0
    failed: int = 0
    oldest: int | None = None


Work = Callable[[Job], Awaitable[None]]
Plan = Callable[[int], Awaitable[list[Job]]]  # what is to be done by now; what is known already is no matter


def pause(tries: int, random: Random, first: int = FIRST, longest: int = LONGEST) -> int:
    """Return how many ms to wait after so many tries: twice as long each time, and never all at once."""
    most = min(longest, first << min(tries - 1, 40))
    return most // 2 + random.randrange(most // 2 + 1)
