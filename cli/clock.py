"""The shell's own clock and dice: the only place of the terminal that looks at either."""

from __future__ import annotations

import secrets  # noqa: TID251 - a shell makes the seed
import time  # noqa: TID251 - a shell reads the clock
from collections.abc import Callable
from typing import TYPE_CHECKING

from cli.exit import UsageProblem

if TYPE_CHECKING:
    from rules.program.catalogue import Calendar

FIRST_DAY = "2026-06-01"  # a Monday, on which simulated players begin where nobody says otherwise
FIRST, LAST = 1, 876_581  # days since 1970: to the end of 4369, well inside what a game can count


def within(days: int, written: str) -> int:
    """Return a day since 1970 that games can reckon with; refuse what *written* says otherwise."""
    if not FIRST <= days <= LAST:
        raise UsageProblem(f"`{written}` is too far away; games know the years 1970 to 4369")
    return days


def first_day(written: str) -> int:
    """Return the day since 1970 on which simulated players begin."""
    from rules.define.literal import day

    found = day(written)
    if found is None:
        raise UsageProblem(f"`{written}` is no day; write `{FIRST_DAY}`")
    return within(found, written)


def now() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def seed() -> int:
    """Return a seed that nobody chose."""
    return secrets.randbelow(1_000_000)


def once() -> str:
    """Return an id that nothing had before."""
    return secrets.token_hex(16)


def clock_at(calendar: Calendar, written: str) -> Callable[[], int]:
    """Return a clock that stands at `2026-01-09 12:00` in the game's zone; without a time, one that runs."""
    if not written:
        return now
    from rules.define.literal import day
    from rules.expression.type import DAY, HOUR, MINUTE

    date, _, at = written.replace("T", " ").partition(" ")
    hours, _, minutes = (at or "12:00").partition(":")
    number = day(date)
    if number is None or not (_below(hours, 24) and _below(minutes, 60)):
        raise UsageProblem(f"`{written}` is no time; write `2026-01-09 12:00`")
    local = within(number, written) * DAY + int(hours) * HOUR + int(minutes) * MINUTE
    moment = local - _offset(calendar, local)
    return lambda: moment


def _below(written: str, most: int) -> bool:
    return written.isdecimal() and len(written) <= 2 and int(written) < most  # noqa: PLR2004 - two digits


def _offset(calendar: Calendar, local: int) -> int:
    from bisect import bisect_right

    guess = local - calendar.offsets[bisect_right(calendar.changes, local) - 1]
    return calendar.offsets[bisect_right(calendar.changes, guess) - 1]
