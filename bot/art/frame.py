"""Where something stands in an order -> a frame and a sign: by their shapes, whatever their colours."""

from __future__ import annotations

from bot.art.colour import DARK, LIGHT, mix
from bot.art.svg import corners, shown, tag
from engine.view.face import Step

WIDE, HIGH = 320.0, 448.0
EDGE = 12.0
ROUND = 16.0
SIDE, TOP, WINDOW = 20.0, 58.0, 280.0  # of the window in it
SIGNS = ("circle", "diamond", "hexagon", "star", "sun", "flower")
_CORNERS = 6  # sorts of corners; with one, two, three lines they are eighteen frames


def frame(step: Step | None, trim: str) -> str:
    """Return the frame: lines, corners, and a notch for each step that was climbed."""
    at = step.at if step is not None else 0
    line = mix(trim, LIGHT, 0.55)
    parts = [
        tag("path", d=_outer() + _window(), fill=mix(trim, DARK, 0.25), fill_rule="evenodd"),
        tag("path", d=_window(), fill="none", stroke=DARK, stroke_width=4),
        tag(
            "rect",
            x=1.5,
            y=1.5,
            width=WIDE - 3,
            height=HIGH - 3,
            rx=ROUND - 1.5,
            fill="none",
            stroke=DARK,
            stroke_width=3,
        ),
        *(_line(number, line) for number in range(1 + at // _CORNERS)),
        _corners(at % _CORNERS, line),
        _notches(at, line),
    ]
    return "".join(parts)


def _outer() -> str:
    bend, wide, high = f"a{shown(ROUND)} {shown(ROUND)} 0 0 1", WIDE - 2 * ROUND, HIGH - 2 * ROUND
    sides = (
        f"h{shown(wide)}{bend} 16 16v{shown(high)}{bend} -16 16h{shown(-wide)}{bend} -16 -16v{shown(-high)}"
    )
    return f"M{shown(ROUND)} 0{sides}{bend} 16 -16Z"


def _window() -> str:
    return f"M{shown(SIDE)} {shown(TOP)}h{shown(WINDOW)}v{shown(WINDOW)}h{shown(-WINDOW)}Z"


def _line(number: int, colour: str) -> str:
    off = 4.5 + 3 * number
    return tag(
        "rect",
        x=off,
        y=off,
        width=WIDE - 2 * off,
        height=HIGH - 2 * off,
        rx=ROUND - off,
        fill="none",
        stroke=colour,
        stroke_width=1.4,
    )


def _corners(sort: int, colour: str) -> str:
    """Return the same ornament in all four corners."""
    one = (
        "",
        tag("circle", r=7),
        tag("path", d=corners(4, 10)),
        tag("path", d=corners(4, 13, inner=0.42)),
        tag("path", d=corners(6, 12, inner=0.55)),
        tag("path", d=corners(8, 14, inner=0.6)),
    )[sort]
    if not one:
        return ""
    places = [(x, y) for x in (14.0, WIDE - 14) for y in (14.0, HIGH - 14)]
    put = [tag("g", one, transform=f"translate({shown(x)} {shown(y)})") for x, y in places]
    return tag("g", *put, fill=colour, stroke=DARK, stroke_width=2)


def _notches(many: int, colour: str) -> str:
    """Return a short line across the lower edge for each step."""
    apart = 12.0
    left = WIDE / 2 - apart * (many - 1) / 2
    cuts = "".join(f"M{shown(left + apart * at)} {shown(HIGH - 10)}v7" for at in range(many))
    return tag("path", d=cuts, stroke=colour, stroke_width=3) if cuts else ""


def sign(step: Step, size: float, colour: str) -> str:
    """Return the sign of a step in a short order: the higher, the more corners."""
    at = round(step.at * (len(SIGNS) - 1) / (step.of - 1)) if step.of > len(SIGNS) else step.at
    shape = (
        tag("circle", r=size * 0.8),
        tag("path", d=corners(4, size)),
        tag("path", d=corners(6, size)),
        tag("path", d=corners(5, size * 1.15, inner=0.45)),
        tag("path", d=corners(12, size * 1.1, inner=0.7)),
        tag("path", d=corners(8, size * 1.15, inner=0.5)),
    )[at]
    return tag("g", shape, fill=colour, stroke=DARK, stroke_width=3, stroke_linejoin="round")
