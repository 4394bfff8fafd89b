"""A moment as an author writes it (`2026-12-24 18:00`, in the game's zone) -> milliseconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from rules.expression.type import DAY
from rules.program.catalogue import Calendar

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2})?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str, calendar: Calendar) -> int | None:
    """Return milliseconds since 1970 UTC, or None where a text is no moment; a day alone is its midnight."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        local = (datetime.fromisoformat(text).replace(tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)
    except ValueError:
        return None
    day = (local - calendar.starts) // DAY
    return calendar.start_of(day) + local - calendar.starts - day * DAY
