"""Minutes of a day <-> hours as they are written."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"([01]?[0-9]|2[0-4])(?:[:.h]([0-5][0-9])?)?")
_HOUR, _DAY = 60, 1440


def clock_of(minute: int) -> str:
    """Return a minute of the day as a clock shows it."""
    return f"{minute // _HOUR:02d}:{minute % _HOUR:02d}"


def minute_of(written: str) -> int | None:
    """Return the minute of the day that is meant by `22`, `22:30` or `7h`; None where none is."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        return None
    minute = int(found[1]) * _HOUR + int(found[2] or 0)
    return minute % _DAY if minute <= _DAY else None
