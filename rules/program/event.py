"""A window in time, by the game's calendar -> whether it is open at a moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from rules.expression.type import DAY
from rules.program.catalogue import Calendar

EVER = 1 << 60
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_AND_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
LAST = 0  # among days of the month: the last one
_EPOCH = date(1970, 1, 1).toordinal()


class Dated(NamedTuple):
    """What a day is called: Monday is 1; *last* where the next is another month's."""

    weekday: int
    month: int
    day: int
    last: bool


@lru_cache(maxsize=4096)
def dated(day: int) -> Dated:
    """Return what a day (since 1970-01-01) is called."""
    found = date.fromordinal(_EPOCH + day)
    last = (found + timedelta(days=1)).month != found.month
    return Dated(found.isoweekday(), found.month, found.day, last)


@dataclass(frozen=True, slots=True)
class Every:
    """On which days a window opens again and again: those of which all that is said holds.

    *dates* are spans of (month, day), both ends included, which may go over the turn of the year. *between*
    are milliseconds after midnight; what ends before it begins ends on the next day.
    """

    weekdays: frozenset[int] = frozenset()
    dates: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    between: tuple[int, int] | None = None

    def on(self, day: int) -> bool:
        """Tell whether a window opens on a day."""
        found = dated(day)
        return (
            (not self.weekdays or found.weekday in self.weekdays)
            and (not self.months or found.month in self.months)
            and (not self.days or found.day in self.days or (found.last and LAST in self.days))
            and (not self.dates or any(_within(found, *span) for span in self.dates))
        )


def _within(found: Dated, first: tuple[int, int], last: tuple[int, int]) -> bool:
    at = found.month, found.day
    return first <= at <= last if first <= last else at >= first or at <= last


@dataclass(frozen=True, slots=True)
class Window:
    """When an event holds: from day *first* to before *last*, from moment *since* to before *until*."""

    first: int = -EVER
    last: int = EVER
    since: int = -EVER
    until: int = EVER
    every: Every = field(default_factory=Every)

    def holds(self, now: int, calendar: Calendar) -> bool:
        """Tell whether the event holds at a moment."""
        if not self.since <= now < self.until:
            return False
        day = calendar.day_of(now)
        if self.every.between is None:
            return self.on(day)
        spans = ((each, self.span(each, calendar)) for each in (day, day - 1) if self.on(each))
        return any(begins <= now < ends for _, (begins, ends) in spans)

    def on(self, day: int) -> bool:
        """Tell whether the event begins, goes on or ends on a day."""
        return self.first <= day < self.last and self.every.on(day)

    def span(self, day: int, calendar: Calendar) -> tuple[int, int]:
        """Return from when to when it holds on a day of the game that it opens on."""
        if self.every.between is None:
            return calendar.start_of(day), calendar.start_of(day + 1)
        begins, ends = ((each - calendar.starts) % DAY for each in self.every.between)
        local = day * DAY + calendar.starts
        ends += 0 if ends > begins else DAY
        return calendar.time_of(local + begins), calendar.time_of(local + ends)
