"""A fan -> its picture: a panel for each profile, a band for nine in ten players, a line for the median."""

from __future__ import annotations

from html import escape

from cli.picturing import sign
from cli.picturing.frame import HEIGHT, WIDTH, Frame, day_ticks
from cli.picturing.labels import apart
from cli.picturing.scale import Scale, around, short
from cli.picturing.svg import QUIET, Place, cut, path, tag, words
from engine.lab.chart.form import Amounts, Band, Fan

COLUMNS = 2
PANEL = 132.0
LEFT, RIGHT, TOP, BOTTOM = 38.0, 34.0, 28.0, 20.0
ENDS = (("p95", "high"), ("p50", "middle"), ("p5", "low"))


def height(chart: Fan) -> float:
    """Return how high the picture is."""
    return HEIGHT if len(chart.bands) == 1 else -(-len(chart.bands) // COLUMNS) * PANEL + 8


def fan(chart: Fan) -> str:
    """Return the inside of the picture."""
    alone = len(chart.bands) == 1
    wide, high = (WIDTH, HEIGHT) if alone else (WIDTH / COLUMNS, PANEL)
    panels = [
        _panel(chart, band, number, (number % COLUMNS * wide, number // COLUMNS * high), (wide, high))
        for number, band in enumerate(chart.bands)
    ]
    return tag("defs", sign.hatch(chart.caption.name, 1)) + "".join(panels)


def _panel(chart: Fan, band: Band, number: int, corner: Place, size: Place) -> str:
    days = len(band.middle)
    top = max([*band.high, chart.whole or 0])
    across = Scale(min(1, days - 1), days, corner[0] + LEFT, corner[0] + size[0] - RIGHT)
    up = around(min(band.low), top, corner[1] + size[1] - BOTTOM, corner[1] + TOP)
    about = 3 if size[0] < WIDTH else 6
    frame = Frame(across, up, lambda day: f"{day:.0f}", short, day_ticks(days, about), 2)
    parts = [
        words(corner[0] + 4, corner[1] + 14, cut(band.name, 24), kind="head"),
        frame(),
        _whole(chart.whole, across, up),
        _band(chart.caption.name, band, across, up),
        *_ends(band, across, up),
    ]
    return tag("g", *parts, class_="series panel", data_name=band.name, data_sign=f"panel {number}")


def _whole(whole: int | None, across: Scale, up: Scale) -> str:
    """Return the line of all that there is."""
    if whole is None:
        return ""
    line = path([(across.begin, up(whole)), (across.end, up(whole))])
    rule = tag("path", d=line, class_="rule-all", stroke=QUIET, stroke_dasharray="1 3", stroke_width=1.2)
    return rule + words(across.begin + 3, up(whole) - 3, f"all {whole}", kind="tick")


def _band(name: str, band: Band, across: Scale, up: Scale) -> str:
    high, middle, low = (_places(each, across, up) for each in (band.high, band.middle, band.low))
    look = {"class_": f"line {sign.hue(1)}", "fill": "none", "stroke": sign.colour(1)}
    told = f"{band.name}: in the end a median of {short(band.middle[-1])}, nine in ten between "
    told += f"{short(band.low[-1])} and {short(band.high[-1])}"
    area = tag(
        "path",
        f"<title>{escape(told)}</title>",
        d=path([*high, *reversed(low)], closed=True),
        class_="area",
        fill=f"url(#{sign.hatch_name(name, 1)})",
    )
    edges = (
        tag("path", d=path(each), stroke_width=0.9, stroke_dasharray="3 2", **look) for each in (high, low)
    )
    line = {"class_": f"line {sign.hue(0)}", "fill": "none", "stroke": sign.colour(0)}
    return (
        area
        + "".join(edges)
        + tag("path", d=path(middle), stroke_width=2.2, **line)
        + sign.marker(0, middle[-1])
    )


def _places(amounts: Amounts, across: Scale, up: Scale) -> list[Place]:
    places = [(across(day + 1), up(amount)) for day, amount in enumerate(amounts)]
    return places if len(places) > 1 else [(across.begin, places[0][1]), *places]


def _ends(band: Band, across: Scale, up: Scale) -> list[str]:
    """Return what each line is, at its end."""
    wanted = [up(getattr(band, part)[-1]) for _, part in ENDS]
    heights = apart(wanted, [9.5] * len(ENDS), up.end, up.begin)
    return [
        words(across.end + 6, y + 3, said, kind="tick") for (said, _), y in zip(ENDS, heights, strict=True)
    ]
