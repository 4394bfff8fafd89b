"""The text of a scalar -> the value that its slot wants: numbers, percentages, durations, days, ranges."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from rules.expression.type import DAY, HOUR, MINUTE, SECOND, WEEK

_WHOLE = re.compile(r"([+-]?[0-9]{1,18})(?:\.0*)?")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_PERCENT = re.compile(rf"({_DECIMAL.pattern})\s*%")
_DURATION = re.compile(r"([0-9]{1,9})(ms|s|m|h|d|w)")
_RANGE = re.compile(r"([+-]?[0-9]{1,16})\.\.([+-]?[0-9]{1,16})")
_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])")
_UNITS = {"ms": 1, "s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY, "w": WEEK}
_EPOCH = date(1970, 1, 1).toordinal()


def whole(text: str) -> int | None:
    """Return a whole number, or None; `5.0` is one, as it is to an editor."""
    match = _WHOLE.fullmatch(text)
    return int(match[1]) if match else None


def exact(text: str) -> Fraction | None:
    """Return a decimal number or a percentage exactly as it was written, or None."""
    if _DECIMAL.fullmatch(text):
        return Fraction(text)
    percent = _PERCENT.fullmatch(text)
    return Fraction(percent[1]) / 100 if percent else None


def duration(text: str) -> int | None:
    """Return the milliseconds of a text like `30m`, or None."""
    match = _DURATION.fullmatch(text)
    return int(match[1]) * _UNITS[match[2]] if match else None


def day(text: str) -> int | None:
    """Return the days since 1970-01-01 of a text like `2026-10-25`, or None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        return None


def clock(text: str) -> int | None:
    """Return the milliseconds after midnight of a text like `20:01`, or None."""
    match = _CLOCK.fullmatch(text)
    return int(match[1]) * HOUR + int(match[2]) * MINUTE if match else None


def bounds(text: str) -> tuple[int, int] | None:
    """Return both ends of a range like `10..30`, or None."""
    match = _RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def truth(text: str) -> bool | None:
    """Return a truth, or None."""
    return {"true": True, "false": False}.get(text)
