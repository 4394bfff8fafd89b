"""A face -> the plate below its picture: where it stands, by word and by sign, its words, its marks."""

from __future__ import annotations

from bot.art.colour import LIGHT, mix
from bot.art.fit import clean, fit, wide
from bot.art.frame import EDGE, HIGH, TOP, WIDE, WINDOW, sign
from bot.art.letters import INK, PAPER, Size, line, plate
from bot.art.svg import corners, shown, tag
from engine.view.face import Face, Step

LEFT, RIGHT, HEAD = EDGE + 16, WIDE - EDGE - 16, TOP + WINDOW + 6
FIRST, SECOND = HEAD + 25, HEAD + 57
BADGE: Size = (16, 10, 104)
FRAME: Size = (16, 10, 128)
WORDS: Size = (14, 9, 140)
DRAWN = 6  # more marks than these are written as a number
STAR = 10.0


def foot(face: Face, trim: str) -> str:
    """Return the plate with its two lines."""
    said = " · ".join(filter(None, map(clean, face.words)))
    room = WORDS if face.most else (*WORDS[:2], RIGHT - LEFT)
    return "".join(
        [
            plate(HEAD, HIGH - EDGE - 4 - HEAD),
            line(LEFT, FIRST, clean(face.frame.word), FRAME, INK) if face.frame is not None else "",
            _badge(face.badge, trim) if face.badge is not None else "",
            line(LEFT, SECOND, said, room, INK) if said else "",
            _marks(face.marks, face.most),
        ]
    )


def _badge(badge: Step, trim: str) -> str:
    """Return the word of a badge, and left of it its sign."""
    said = clean(badge.word)
    cut, size = fit(said, BADGE[2], *BADGE[:2])
    middle = f"translate({shown(RIGHT - wide(cut, size) - 20)} {shown(FIRST)})"
    return line(RIGHT, FIRST, said, BADGE, INK, "end") + tag(
        "g", sign(badge, 12, mix(trim, LIGHT, 0.5)), transform=middle
    )


def _marks(marks: int, most: int) -> str:
    """Return a star for each mark, and the outline of one for each that is missing."""
    if most > DRAWN:
        return line(RIGHT, SECOND, f"★ {marks}/{most}", (15, 10, 120), INK, "end")
    return "".join(
        tag(
            "path",
            d=corners(5, STAR, inner=0.45),
            fill=INK if at < marks else PAPER,
            stroke=INK,
            stroke_width=1.4,
            transform=f"translate({shown(RIGHT - STAR - 22 * (most - 1 - at))} {shown(SECOND)})",
        )
        for at in range(most)
    )
