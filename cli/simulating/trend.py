"""The charts of a simulation -> the most telling of them as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cli.simulating.number import amount, listed, share
from cli.simulating.spark import spark
from engine.lab.chart.form import Bars, Chart, Fan, Lines, Section, Stack

CURRENCIES = 2  # the flows and supply of those that move most are shown
NAMES = 44  # letters

Drawn = tuple[str, str, str, str]  # what, of whom, the chart, between what


def trends(sections: Sequence[Section], blocks: str, uncharted: Sequence[str] = ()) -> list[str]:
    """Return the charts under each other, their names once each, and which assets have none here."""
    rows = [row for chart in _told(sections) for row in _rows(chart, blocks)]
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["each day, from the first to the last"]
    before = ""
    for what, *rest in rows:
        cells = ["" if what == before else what, *rest]
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
        lines.append(("  " + "  ".join([*padded, cells[-1]])).rstrip())
        before = what
    left = [*_flowing(sections)[CURRENCIES:], *uncharted]
    return [*lines, f"  not drawn here: {listed(left)}"] if left else lines


def _flowing(sections: Sequence[Section]) -> list[str]:
    """Return the assets that have charts."""
    return [each.title for each in sections if any(isinstance(chart, Stack) for chart in each.charts)]


def _told(sections: Sequence[Section]) -> Iterator[Chart]:
    """Yield who comes, what is followed, the first currencies and how guarantees were met."""
    currencies = 0
    for section in sections:
        flowing = any(isinstance(chart, Stack) for chart in section.charts)
        currencies += flowing
        for chart in section.charts:
            shown = flowing and currencies <= CURRENCIES and not isinstance(chart, Lines)
            if shown or section is sections[0] or isinstance(chart, Bars):
                yield chart


def _rows(chart: Chart, blocks: str) -> Iterator[Drawn]:
    title = chart.caption.title
    match chart:
        case Stack():
            for side, layers in (("made", chart.above), ("spent", chart.below)):
                whole = [sum(layer.amounts[day] for layer in layers) for day in range(len(chart.net))]
                yield title[:NAMES], side, spark(whole, blocks), _ends(whole)
        case Fan():
            for band in chart.bands:
                yield title[:NAMES], band.name, spark(band.middle, blocks), _ends(band.middle)
        case Lines():
            for line in chart.lines:
                heights = [y for _, y in line.places]
                told = f"{share(heights[0])} to {share(heights[-1])}"
                yield title[:NAMES], line.name, spark(heights, blocks, 1), told
        case Bars():
            counts = dict(chart.counts)
            whole = [counts.get(number, 0) for number in range(max(counts) + 1)]
            marks = ", ".join(f"{name} {number}" for name, number in chart.marks)
            yield title[:NAMES], "", spark(whole, blocks), marks
        case _:
            return


def _ends(values: Sequence[float]) -> str:
    return f"{amount(values[0])} to {amount(values[-1])}"
