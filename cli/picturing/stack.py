"""A stack -> its picture: areas with steps, one a day, and the net as a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from cli.picturing import sign
from cli.picturing.frame import BOTTOM, LEFT, RIGHT, TOP, Frame, day_ticks
from cli.picturing.labels import Label, labels
from cli.picturing.scale import Scale, around, short
from cli.picturing.svg import GROUND, INK, Place, path, tag
from engine.lab.chart.form import Amounts, Layer, Stack

MARKED = 45  # days up to which the net has a mark on each


@dataclass(frozen=True, slots=True)
class _Area:
    series: int
    layer: Layer
    inner: Amounts
    outer: Amounts


def stack(chart: Stack) -> str:
    """Return the inside of the picture."""
    days = len(chart.net)
    areas = [*_areas(chart.above, 1, 0), *_areas(chart.below, -1, len(chart.above))]
    ends = [value for area in areas for value in area.outer]
    up = around(min(ends, default=0), max(ends, default=0), BOTTOM, TOP)
    across = Scale(0, days, LEFT, RIGHT)
    half_a_day = (RIGHT - LEFT) / days / 2
    at = tuple(day - 1 for day in day_ticks(days))
    frame = Frame(across, up, lambda day: f"{day + 1:.0f}", short, at, 5, half_a_day)
    name = chart.caption.name
    return "".join(
        [
            tag("defs", *(sign.hatch(name, area.series) for area in areas)),
            frame(chart.caption.across, chart.caption.up),
            *(_area(name, area, across, up) for area in areas),
            _net(chart.net, across, up),
            labels([*_named(name, areas, up), _net_label(chart.net, up)], RIGHT, TOP, BOTTOM),
        ]
    )


def _areas(layers: tuple[Layer, ...], side: int, first: int) -> Iterator[_Area]:
    inner: Amounts = (0.0,) * max((len(layer.amounts) for layer in layers), default=0)
    for number, layer in enumerate(layers):
        outer = tuple(base + side * amount for base, amount in zip(inner, layer.amounts, strict=True))
        yield _Area(first + number, layer, inner, outer)
        inner = outer


def _area(name: str, area: _Area, across: Scale, up: Scale) -> str:
    places = [*_steps(area.outer, across, up), *reversed(_steps(area.inner, across, up))]
    mean = sum(area.layer.amounts) / len(area.layer.amounts)
    return tag(
        "path",
        f"<title>{escape(area.layer.name)}: {short(mean)} on an average day</title>",
        d=path(places, closed=True),
        class_=f"series area line {sign.hue(area.series)}",
        data_name=area.layer.name,
        data_sign=f"hatch {area.series}",
        fill=f"url(#{sign.hatch_name(name, area.series)})",
        stroke=sign.colour(area.series),
        stroke_width=0.8,
    )


def _steps(amounts: Amounts, across: Scale, up: Scale) -> list[Place]:
    return [
        place
        for day, amount in enumerate(amounts)
        for place in ((across(day), up(amount)), (across(day + 1), up(amount)))
    ]


def _net(net: Amounts, across: Scale, up: Scale) -> str:
    places = [(across(day + 0.5), up(amount)) for day, amount in enumerate(net)]
    halo = tag("path", d=path(places), class_="halo", fill="none", stroke=GROUND, stroke_width=4.0)
    line = tag("path", d=path(places), class_="net", fill="none", stroke=INK, stroke_width=1.6)
    marks = [_dot(place) for place in places] if len(places) <= MARKED else []
    return tag("g", halo, line, *marks, class_="series", data_name="net", data_sign="line with dots")


def _dot(at: Place) -> str:
    return tag("circle", cx=at[0], cy=at[1], r=2.1, class_="dot", fill=GROUND, stroke=INK, stroke_width=1.2)


def _named(name: str, areas: list[_Area], up: Scale) -> Iterator[Label]:
    for area in areas:
        middle = (up(area.inner[-1]) + up(area.outer[-1])) / 2
        swatch = tag(
            "rect",
            x=-6.0,
            y=-5.0,
            width=12.0,
            height=10.0,
            class_=f"line {sign.hue(area.series)}",
            fill=f"url(#{sign.hatch_name(name, area.series)})",
            stroke=sign.colour(area.series),
            stroke_width=0.8,
        )
        yield Label(area.layer.name, middle, swatch, linked=area.inner[-1] != area.outer[-1])


def _net_label(net: Amounts, up: Scale) -> Label:
    line = tag("path", d="M-7 0H7", class_="net", stroke=INK, stroke_width=1.6)
    return Label(f"net {short(net[-1])}", up(net[-1]), line + _dot((0, 0)))
