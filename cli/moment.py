"""Milliseconds since 1970 -> a time as people read it, the same wherever they are."""

from __future__ import annotations

from datetime import UTC, datetime

_LAST = 253_402_300_799_000  # the end of 9999, up to which a time can be written


def written(time: int) -> str:
    """Return a time to the second."""
    return f"{datetime.fromtimestamp(min(time, _LAST) // 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
