"""The windows of events -> every combination of them that the calendar can produce.

Days are alike where the same events open on them and on the day before; of such days one is looked at, at
each moment at which something begins or ends on it. A zone's change of offset moves those moments and leaves
them in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from rules.define.calendar import FIRST, LAST
from rules.program.catalogue import Calendar
from rules.program.event import Window

Held = tuple[str, ...]  # the events that hold, in the order of their ids
_FIRST, _LAST = (each.toordinal() - date(1970, 1, 1).toordinal() for each in (FIRST, LAST))
_AGAIN = 28 * 366  # days after which weekdays, dates and leap years are together as before


def held(windows: Mapping[str, Window], now: int, calendar: Calendar) -> Held:
    """Return the events that hold at a moment."""
    return tuple(name for name, window in windows.items() if window.holds(now, calendar))


def combinations(windows: Mapping[str, Window], calendar: Calendar, most: int) -> list[Held]:
    """Return what may hold at once, the fewest first; none is sought beyond one more than *most*."""
    return [*_combinations(tuple(windows.items()), calendar, most)]


@lru_cache(maxsize=8)
def _combinations(named: tuple[tuple[str, Window], ...], calendar: Calendar, most: int) -> tuple[Held, ...]:
    windows, found = dict(named), dict[Held, None]()
    for day in _unlike(windows, calendar):
        for moment in _edges(windows, day, calendar):
            found[held(windows, moment, calendar)] = None
            if len(found) > most:
                return tuple(found)
    return tuple(sorted(found, key=lambda each: (len(each), each)))


def _unlike(windows: Mapping[str, Window], calendar: Calendar) -> Iterator[int]:
    """Yield days of which no two are alike; one on which an event begins or ends once is like no other."""
    spans = [(each, calendar.day_of(each.since), calendar.day_of(each.until)) for each in windows.values()]
    once = {day for _, since, until in spans for day in (since, until)}
    ends = (edge for each in windows.values() for edge in (each.first, each.last))
    last = max((day for day in (*once, *ends) if day < _LAST), default=_FIRST)
    before: tuple[bool, ...] = ()
    seen: set[tuple[tuple[bool, ...], tuple[bool, ...]]] = set()
    for day in range(_FIRST, min(_LAST, max(last, _FIRST) + _AGAIN)):
        now = tuple(since <= day <= until and each.on(day) for each, since, until in spans)
        if (before, now) not in seen or day in once:
            seen.add((before, now))
            yield day
        before = now


def _edges(windows: Mapping[str, Window], day: int, calendar: Calendar) -> Iterator[int]:
    """Yield each moment of a day at which something begins or ends, that of its own beginning first."""
    begins, ends = calendar.start_of(day), calendar.start_of(day + 1)
    yield begins
    for window in windows.values():
        spans = (window.span(each, calendar) for each in (day - 1, day))
        edges = {window.since, window.until, *(edge for span in spans for edge in span)}
        yield from sorted(edge for edge in edges if begins <= edge < ends)
