"""Names, attributes and what is inside -> the text of SVG and HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Place = tuple[float, float]


def tag(name: str, *inside: str, **attributes: float | str | None) -> str:
    """Return a tag; *inside* is markup, attributes are text. `class_` is `class`, `x_y` is `x-y`."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def shown(value: float | str) -> str:
    """Return a number to a tenth of a pixel."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def path(places: Iterable[Place], *, closed: bool = False) -> str:
    """Return the outline that goes from place to place."""
    return "M" + "L".join(f"{shown(x)} {shown(y)}" for x, y in places) + ("Z" if closed else "")


def words(x: float, y: float, said: str, *, kind: str = "label", anchor: str = "start") -> str:
    """Return a line of text."""
    size, fill = TEXTS[kind]
    weight = "600" if kind == "head" else None
    return tag(
        "text",
        escape(said),
        x=x,
        y=y,
        class_=kind,
        fill=fill,
        font_size=size,
        font_weight=weight,
        text_anchor=anchor if anchor != "start" else None,
    )


def cut(said: str, most: int) -> str:
    """Return at most so many letters."""
    return said if len(said) <= most else said[: most - 1] + "…"


INK, QUIET, RULE, GROUND = "#1d2530", "#566070", "#d8dde4", "#ffffff"
TEXTS = {"label": (11.0, INK), "head": (11.5, INK), "note": (10.0, QUIET), "tick": (10.0, QUIET)}
