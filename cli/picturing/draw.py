"""A chart -> a picture: one `svg`, told to those who do not see it by its title and description."""

from __future__ import annotations

from html import escape

from cli.picturing import bars, fan, frame, intervals, lines, stack
from cli.picturing.svg import GROUND, tag, words
from engine.lab.chart.form import Bars, Chart, Fan, Intervals, Lines, Stack

FONT = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"
HEAD = 22  # of a picture that stands alone: its title


def draw(chart: Chart, *, ground: bool = False) -> str:
    """Return the picture; with a *ground* of its own it stands alone in a file."""
    high = _height(chart)
    said = (
        tag("title", escape(chart.caption.title), id=f"{chart.caption.name}-title"),
        tag("desc", escape(chart.caption.says), id=f"{chart.caption.name}-desc"),
    )
    inside = _inside(chart)
    if ground:
        high += HEAD
        inside = _headed(chart, inside, high)
    return tag(
        "svg",
        *said,
        inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {frame.WIDTH:.0f} {high:.0f}",
        width=frame.WIDTH if ground else None,
        height=high if ground else None,
        role="img",
        aria_labelledby=f"{chart.caption.name}-title {chart.caption.name}-desc",
        font_family=FONT,
    )


def _headed(chart: Chart, inside: str, high: float) -> str:
    behind = tag("rect", width=frame.WIDTH, height=high, fill=GROUND)
    return (
        behind
        + words(4, 18, chart.caption.title, kind="head")
        + tag("g", inside, transform=f"translate(0 {HEAD})")
    )


def _height(chart: Chart) -> float:
    match chart:
        case Fan():
            return fan.height(chart)
        case Intervals():
            return intervals.height(chart)
        case _:
            return frame.HEIGHT


def _inside(chart: Chart) -> str:
    match chart:
        case Stack():
            return stack.stack(chart)
        case Fan():
            return fan.fan(chart)
        case Lines():
            return lines.lines(chart)
        case Bars():
            return bars.bars(chart)
        case Intervals():
            return intervals.intervals(chart)
