"""Names, attributes, colours and places -> the text of SVG."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import cos, pi, sin

Place = tuple[float, float]
Amount = float | str | None


def tag(name: str, *inside: str, **attributes: Amount) -> str:
    """Return a tag; *inside* is markup, attributes are text. `x_y` is `x-y`."""
    said = "".join(
        f' {key.replace("_", "-")}="{escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def shown(value: float | str) -> str:
    """Return a number to a tenth."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def place(x: float, y: float) -> str:
    """Return a place as paths write it."""
    return f"{shown(x)} {shown(y)}"


def straight(places: Iterable[Place]) -> str:
    """Return the closed outline with a corner at each place."""
    return "M" + "L".join(place(*each) for each in places) + "Z"


def curved(places: Iterable[Place]) -> str:
    """Return the closed outline that bends round each place."""
    around = list(places)
    middles = [_middle(here, there) for here, there in zip(around, around[1:] + around[:1], strict=True)]
    bends = zip(around[1:] + around[:1], middles[1:] + middles[:1], strict=True)
    return f"M{place(*middles[0])}" + "".join(f"Q{place(*at)} {place(*to)}" for at, to in bends) + "Z"


def _middle(here: Place, there: Place) -> Place:
    return (here[0] + there[0]) / 2, (here[1] + there[1]) / 2


def polar(turn: float, far: float) -> Place:
    """Return the place so *far* from the middle, *turn* being a share of a circle from the top, clockwise."""
    return far * sin(2 * pi * turn), -far * cos(2 * pi * turn)


def corners(many: int, far: float, *, inner: float = 1.0) -> str:
    """Return a regular outline round the middle: a polygon, or a star whose inner corners lie nearer."""
    if inner == 1:
        return straight(polar(at / many, far) for at in range(many))
    return straight(polar(at / many / 2, far * (inner if at % 2 else 1)) for at in range(2 * many))
