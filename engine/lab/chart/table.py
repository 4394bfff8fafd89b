"""A chart -> the same numbers as rows under a head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.lab.chart.form import Bars, Chart, Fan, Intervals, Lines, Stack

ROWS = 60  # days that a table shows; of more, each second, third ... and the last

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows; shares of 1 are told as such by *shares*, the columns that hold them."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: frozenset[int] = frozenset()


def table(chart: Chart) -> Table:
    """Return what a chart shows."""
    match chart:
        case Stack():
            return _stack(chart)
        case Fan():
            return Table(("profile", chart.caption.across, "p5", "median", "p95"), tuple(_fan(chart)))
        case Lines():
            return _lines(chart)
        case Bars():
            return _bars(chart)
        case Intervals():
            rows = tuple((each.name, each.low, each.middle, each.high) for each in chart.estimates)
            return Table(("", "from", "estimate", "to"), rows)


def _days(count: int) -> list[int]:
    step = -(-count // ROWS)
    return sorted({*range(0, count, max(1, step)), count - 1} - {-1})


def _stack(chart: Stack) -> Table:
    signed = [(layer, 1) for layer in chart.above] + [(layer, -1) for layer in chart.below]
    head = ("day", *(("+ " if sign > 0 else "- ") + layer.name for layer, sign in signed), "net")
    rows = tuple(
        (day + 1, *(sign * layer.amounts[day] for layer, sign in signed), chart.net[day])
        for day in _days(len(chart.net))
    )
    return Table(head, rows)


def _fan(chart: Fan) -> Iterator[tuple[Cell, ...]]:
    for band in chart.bands:
        for day in _days(len(band.middle)):
            yield band.name, day + 1, band.low[day], band.middle[day], band.high[day]


def _lines(chart: Lines) -> Table:
    """Return one column a line where they go by days, else one row a line."""
    return _shared(chart) if chart.even else _by_day(chart)


def _by_day(chart: Lines) -> Table:
    days = [int(day) for day, _ in chart.lines[0].places]
    rows = tuple(
        (days[place], *(line.places[place][1] for line in chart.lines)) for place in _days(len(days))
    )
    names = (f"{line.name} ({line.note})" if line.note else line.name for line in chart.lines)
    return Table((chart.caption.across, *names), rows, frozenset(range(1, len(chart.lines) + 1)))


def _shared(chart: Lines) -> Table:
    tenths = range(1, 10)
    head = ("players", "", *(f"poorest {10 * tenth} %" for tenth in tenths))
    rows: list[tuple[Cell, ...]] = [
        (line.name, line.note, *(_at(line.places, tenth / 10) for tenth in tenths)) for line in chart.lines
    ]
    return Table(head, tuple(rows), frozenset(range(2, len(head))))


def _at(places: tuple[tuple[float, float], ...], across: float) -> float:
    """Return the height of a line at a place between two of its own."""
    before = places[0]
    for place in places:
        if place[0] >= across:
            wide = place[0] - before[0]
            return place[1] if not wide else before[1] + (place[1] - before[1]) * (across - before[0]) / wide
        before = place
    return before[1]


def _bars(chart: Bars) -> Table:
    total, seen = sum(count for _, count in chart.counts), 0
    rows: list[tuple[Cell, ...]] = []
    for number, count in chart.counts:
        seen += count
        rows.append((number, count, count / total, seen / total))
    head = (chart.caption.across, chart.caption.up, "share", "share so far")
    return Table(head, tuple(rows), frozenset({2, 3}))
