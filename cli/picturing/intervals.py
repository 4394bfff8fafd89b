"""Intervals -> their picture: a bar from least to greatest, a mark at the estimate, a line at nought."""

from __future__ import annotations

from html import escape

from cli.picturing import sign
from cli.picturing.frame import WIDTH, Frame
from cli.picturing.scale import Scale, around, short
from cli.picturing.svg import INK, cut, path, tag, words
from engine.lab.chart.form import Estimate, Intervals

LEFT, RIGHT, TOP, ROW = 112.0, WIDTH - 96, 16.0, 26.0
CAP = 4.0


def height(chart: Intervals) -> float:
    """Return how high the picture is."""
    return TOP + ROW * len(chart.estimates) + 40


def intervals(chart: Intervals) -> str:
    """Return the inside of the picture."""
    low = min(each.low for each in chart.estimates)
    high = max(each.high for each in chart.estimates)
    bottom = TOP + ROW * len(chart.estimates)
    across = around(low, high, LEFT, RIGHT)
    up = Scale(0, 1, bottom, TOP)
    frame = Frame(across, up, short, lambda _: "", tuple(across.ticks(4)), 1)
    nought = path([(across(0), TOP), (across(0), bottom)])
    rows = (_row(each, across, TOP + ROW * (number + 0.5)) for number, each in enumerate(chart.estimates))
    axis = tag("path", d=nought, class_="axis", stroke=INK)
    return frame(chart.caption.across) + axis + "".join(rows)


def _row(each: Estimate, across: Scale, y: float) -> str:
    clear = each.low > 0 or each.high < 0
    number = 0 if clear else 1
    low, high = across(each.low), across(each.high)
    cap = f"{y - CAP:.1f}V{y + CAP:.1f}"
    bar = f"M{low:.1f} {cap}M{low:.1f} {y:.1f}H{high:.1f}M{high:.1f} {cap}"
    parts = [
        words(LEFT - 8, y + 3.8, cut(each.name, 18), anchor="end"),
        tag(
            "path",
            d=bar,
            class_=f"line {sign.hue(number)}",
            fill="none",
            stroke=sign.colour(number),
            stroke_width=1.8,
            stroke_dasharray=None if clear else "4 2",
        ),
        sign.marker(number, (across(each.middle), y)),
        words(RIGHT + 8, y + 3.8, f"{each.middle:+.3g}" + ("" if clear else " (chance?)")),
    ]
    told = f"{escape(each.name)}: {each.middle:+.3g}, between {each.low:+.3g} and {each.high:+.3g}"
    return tag(
        "g", f"<title>{told}</title>", *parts, class_="series", data_name=each.name, data_sign=f"row {y:.0f}"
    )
