"""The number of a series -> how it is told apart: by colour, and as well without any."""

from __future__ import annotations

from cli.picturing.svg import GROUND, Place, path, tag

COLOURS = ("#0067a3", "#b84a00", "#00795a", "#a8437f", "#7a6200", "#5746b5", "#59636f")
DASHES = (None, "6 3", "2 2.5", "9 3 2 3", "4 2 1 2 1 2", "12 4")
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "star")
HATCHES = (
    "M0 0",
    "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
    "M0 4H8",
    "M2 2h.1M6 6h.1",
    "M-2 -2L10 10M6 -2L10 2M-2 6L2 10",
    "M4 0V8",
    "M-2 10L10 -2M-2 2L2 -2M6 10L10 6M-2 -2L10 10M6 -2L10 2M-2 6L2 10",
    "M0 4H8M4 0V8",
    "M0 6L4 2L8 6",
    "M4 1.5L6.5 4L4 6.5L1.5 4Z",
    "M2 0V8M6 0V8",
    "M1 2H4M5 6H8",
)
_DOTS = HATCHES.index("M2 2h.1M6 6h.1")
SIZE = 3.2


def hue(series: int) -> str:
    """Return the class of a series' colour; a page may give it another."""
    return f"s{series % len(COLOURS)}"


def colour(series: int) -> str:
    """Return the colour of a series."""
    return COLOURS[series % len(COLOURS)]


def dash(series: int) -> str | None:
    """Return how the line of a series is broken."""
    return DASHES[series % len(DASHES)]


def mark(series: int) -> str:
    """Return the kind of a series' marks; with its dashes no other of three dozen has it."""
    return MARKERS[(series + series // len(DASHES)) % len(MARKERS)]


def hatch_name(chart: str, series: int) -> str:
    """Return the id of a series' pattern."""
    return f"{chart}-hatch-{series}"


def hatch(chart: str, series: int) -> str:
    """Return the pattern that fills the areas of a series."""
    ink = tag(
        "path",
        d=HATCHES[series % len(HATCHES)],
        class_=f"hatch {hue(series)}",
        fill="none",
        stroke=colour(series),
        stroke_width=2.0 if series % len(HATCHES) == _DOTS else 1.1,
        stroke_linecap="round",
    )
    wash = tag(
        "rect", width=8.0, height=8.0, class_=f"wash {hue(series)}", fill=colour(series), fill_opacity=".28"
    )
    return tag(
        "pattern",
        wash,
        ink,
        id=hatch_name(chart, series),
        width=8.0,
        height=8.0,
        patternUnits="userSpaceOnUse",
    )


def marker(series: int, at: Place) -> str:
    """Return a series' mark at a place."""
    kind = mark(series)
    look: dict[str, str | float | None] = {
        "class_": f"marker {hue(series)}",
        "fill": colour(series),
        "stroke": GROUND,
        "stroke_width": 0.8,
    }
    if kind == "circle":
        return tag("circle", cx=at[0], cy=at[1], r=SIZE, **look)
    return tag("path", d=path([(at[0] + x, at[1] + y) for x, y in _outline(kind)], closed=True), **look)


def _outline(kind: str) -> list[Place]:
    s, t = SIZE, SIZE / 3
    return {
        "square": [(-s, -s), (s, -s), (s, s), (-s, s)],
        "triangle": [(0, -s * 1.25), (s * 1.2, s), (-s * 1.2, s)],
        "diamond": [(0, -s * 1.4), (s * 1.4, 0), (0, s * 1.4), (-s * 1.4, 0)],
        "cross": [
            *[(-t, -s), (t, -s), (t, -t), (s, -t), (s, t), (t, t)],
            *[(t, s), (-t, s), (-t, t), (-s, t), (-s, -t), (-t, -t)],
        ],
        "star": [
            (0, -s * 1.5),
            (t, -t),
            (s * 1.5, 0),
            (t, t),
            (0, s * 1.5),
            (-t, t),
            (-s * 1.5, 0),
            (-t, -t),
        ],
    }[kind]
