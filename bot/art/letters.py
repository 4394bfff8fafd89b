"""A text, a place, a size -> a line of letters, on a plate."""

from __future__ import annotations

from html import escape

from bot.art.colour import DARK
from bot.art.fit import fit
from bot.art.font import FAMILY
from bot.art.frame import EDGE, WIDE
from bot.art.svg import tag

PAPER, INK = "#f6f3ea", "#1b1d24"
Size = tuple[float, float, float]  # at best, at least, and how much room there is


def line(x: float, y: float, said: str, size: Size, colour: str, anchor: str = "start") -> str:
    """Return a line of clean text, its letters round the height *y*."""
    best, least, room = size
    said, high = fit(said, room, best, least)
    return tag(
        "text",
        escape(said),
        x=x,
        y=y + high * 0.36,
        font_family=FAMILY,
        font_size=high,
        font_weight="700",
        fill=colour,
        text_anchor=None if anchor == "start" else anchor,
    )


def plate(top: float, high: float) -> str:
    """Return a plate to write on, as broad as a card has room."""
    return tag(
        "rect",
        x=EDGE + 4,
        y=top,
        width=WIDE - 2 * EDGE - 8,
        height=high,
        rx=8,
        fill=PAPER,
        stroke=DARK,
        stroke_width=3,
    )
