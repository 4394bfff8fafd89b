"""Numbers, chances, durations, days -> text, as a locale writes them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal

from engine.view.words import word
from rules.expression.type import DAY, HOUR, MINUTE, SECOND
from rules.program.catalogue import Calendar

# Between thousands, before decimals, before the sign of a percentage.
_MARKS = {"en": (",", ".", ""), "de": (".", ",", "\u00a0"), "fr": ("\u202f", ",", "\u00a0")}
_UNITS = (("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", SECOND))
_EPOCH = date(1970, 1, 1)
_SMALL = 0.01
_MANY = 10  # from here on, two decimals are four digits


def whole(locale: str, value: int) -> str:
    """Return a whole number, its thousands apart."""
    return f"{value:,}".replace(",", _marks(locale)[0])


def number(locale: str, value: float) -> str:
    """Return a number with two decimals at most, more where it is small."""
    if value == int(value):
        return whole(locale, int(value))
    head, _, tail = (f"{value:,.2f}" if abs(value) >= _SMALL else _plain(f"{value:.2g}")).partition(".")
    tail = tail.rstrip("0")
    thousands, decimal, _ = _marks(locale)
    return head.replace(",", thousands) + (decimal + tail if tail else "")


def average(locale: str, value: float) -> str:
    """Return how many come on average, to four digits where they are few."""
    return number(locale, value) if value >= _MANY else _digits(value).replace(".", _marks(locale)[1])


def percent(locale: str, chance: float) -> str:
    """Return a chance to four digits; what is not certain is never shown as such."""
    shown = _digits(100 * chance)
    if chance < 1 and float(shown) >= 100:  # noqa: PLR2004 - per cent
        shown = "99.99"
    _, decimal, gap = _marks(locale)
    return f"{shown.replace('.', decimal)}{gap}%"


def _digits(value: float) -> str:
    return _plain(f"{value:.4g}" if not value or abs(value) >= _SMALL else f"{value:.2g}")


def _plain(written: str) -> str:
    """Write a number without an exponent."""
    return format(Decimal(written), "f") if "e" in written else written


def duration(locale: str, milliseconds: int) -> str:
    """Return a duration by its two largest units; what is begun counts as a whole second."""
    left = -(-max(0, milliseconds) // SECOND) * SECOND
    parts = []
    for name, length in _UNITS:
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count} {word(locale, name)}")
    return " ".join(parts[:2]) or f"0 {word(locale, 'second')}"


def day(value: int) -> str:
    """Return a day of the calendar."""
    return (_EPOCH + timedelta(days=value)).isoformat()


def time(calendar: Calendar, value: int) -> str:
    """Return a time as clocks in the game's zone show it."""
    offset = calendar.offsets[bisect_right(calendar.changes, value) - 1]
    days, rest = divmod(value + offset, DAY)
    hours, rest = divmod(rest, HOUR)
    return f"{day(days)} {hours:02}:{rest // MINUTE:02}"


def _marks(locale: str) -> tuple[str, str, str]:
    return _MARKS.get(locale.split("-", maxsplit=1)[0], _MARKS["en"])
