"""Bars -> their picture, with the numbers that sum them up above."""

from __future__ import annotations

from cli.picturing import sign
from cli.picturing.frame import BOTTOM, LEFT, TOP, WIDTH, Frame
from cli.picturing.scale import Scale, around, short
from cli.picturing.svg import INK, path, tag, words
from engine.lab.chart.form import Bars

RIGHT = WIDTH - 14
ROOM = 26.0  # above the bars, for the marks


def bars(chart: Bars) -> str:
    """Return the inside of the picture."""
    numbers = [number for number, _ in chart.counts]
    most = max(count for _, count in chart.counts)
    across = Scale(min(0, *numbers) - 0.5, max(4, *numbers) + 0.5, LEFT, RIGHT)
    up = around(0, most, BOTTOM, TOP + ROOM)
    ticks = tuple(across.ticks(8, whole=True))
    frame = Frame(across, up, lambda number: f"{number:.0f}", short, ticks, min(4, most))
    wide = across(1) - across(0)
    drawn = [
        _bar(chart.caption.name, across(number), up(0), up(count), wide) for number, count in chart.counts
    ]
    return "".join(
        [
            tag("defs", sign.hatch(chart.caption.name, 1)),
            frame(chart.caption.across, chart.caption.up),
            tag("g", *drawn, class_="series", data_name=chart.caption.up, data_sign="hatch 1"),
            *_marks(chart, across, up),
        ]
    )


def _bar(name: str, x: float, low: float, high: float, wide: float) -> str:
    gap = min(1.5, wide / 6)
    return tag(
        "rect",
        x=x - wide / 2 + gap,
        y=high,
        width=max(0.4, wide - 2 * gap),
        height=low - high,
        class_=f"line {sign.hue(1)}",
        fill=f"url(#{sign.hatch_name(name, 1)})",
        stroke=sign.colour(1),
        stroke_width=0.7,
    )


def _marks(chart: Bars, across: Scale, up: Scale) -> list[str]:
    """Return a line with a name for each mark; the names are on different heights."""
    parts = []
    for row, (said, number) in enumerate(chart.marks):
        x, y = across(number), TOP + 2 + 13 * row
        line = path([(x, y + 3), (x, up.begin)])
        left = x > (LEFT + RIGHT) / 2
        parts += [
            tag("path", d=line, class_="net", stroke=INK, stroke_dasharray="4 3", stroke_width=1.2),
            words(x - 4 if left else x + 4, y + 6, f"{said} {number}", anchor="end" if left else "start"),
        ]
    return parts
