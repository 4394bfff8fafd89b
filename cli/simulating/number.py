"""Numbers of a simulation -> as a designer reads them."""

from __future__ import annotations

from datetime import date

from engine.state import EPOCH


def amount(value: float) -> str:
    """Return an amount with as many digits as tell it apart."""
    if abs(value) >= 100:  # noqa: PLR2004 - three digits are enough
        return f"{value:,.0f}"
    if abs(value) >= 10:  # noqa: PLR2004 - likewise
        return f"{value:.1f}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def dated(day: int) -> str:
    """Return a day since 1970 as `2026-06-01`."""
    return date.fromordinal(EPOCH.toordinal() + day).isoformat()


def signed(value: float) -> str:
    """Return an amount that is more or less than there was."""
    return f"+{amount(value)}" if value > 0 else amount(value)


def share(value: float) -> str:
    """Return a share in per cent; what happens to some is not 0 %."""
    percent = 100 * value
    if 0 < percent < 1:
        return "<1%"
    return f"{percent:.0f}%"


def listed(names: tuple[str, ...] | list[str], most: int = 6) -> str:
    """Return names with commas, the first *most* of them."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def table(rows: list[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Return rows with their columns under each other; the first is to the left, as is the last."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        middle = [cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True)]
        lines.append((indent + "  ".join([row[0].ljust(widths[0]), *middle, row[-1]])).rstrip())
    return lines
