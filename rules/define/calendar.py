"""The game's day (a zone and when it starts) -> the calendar that says which day a time belongs to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rules.define.form import entry, scalar_text
from rules.define.literal import clock
from rules.document import Node
from rules.program.catalogue import Calendar

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EVER = -(1 << 60)


def zone(name: str) -> ZoneInfo | None:
    """Return a time zone by its name, or None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def calendar_of(game: Node | None) -> Calendar:
    """Return the calendar of a pack; its changes of offset from 2020 to 2100 are part of the ruleset."""
    day = entry(game, "day")
    starts = clock(scalar_text(entry(day, "starts"))) or 0
    found = zone(scalar_text(entry(day, "timezone")) or "UTC")
    if found is None or found.key == "UTC":
        return Calendar(starts=starts)
    return Calendar(*_offsets(found), starts)


@cache
def _offsets(found: ZoneInfo) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return from when a zone has which offset."""
    changes, offsets = [_EVER], [_offset(found, FIRST)]
    moment = FIRST
    while moment < LAST:
        later = moment + timedelta(days=1)
        if _offset(found, later) != offsets[-1]:
            change = _change(found, moment, later)
            changes.append(_milliseconds(change))
            offsets.append(_offset(found, later))
        moment = later
    return tuple(changes), tuple(offsets)


def _change(found: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the minute at which the offset changes between two moments."""
    target = _offset(found, after)
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
        before, after = (before, middle) if _offset(found, middle) == target else (middle, after)
    return after


def _offset(found: ZoneInfo, moment: datetime) -> int:
    offset = moment.astimezone(found).utcoffset()
    return int(offset.total_seconds() * 1000) if offset else 0


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)
