"""Faces -> one picture of their cards, as many in a row as a telephone can show."""

from __future__ import annotations

from collections.abc import Sequence

from bot.art.card import inside, picture
from bot.art.frame import HIGH, WIDE
from bot.art.svg import shown, tag
from engine.view.face import Face

ROW, SHARE, GAP = 4, 0.5, 8.0


def sheet(faces: Sequence[Face], *, row: int = ROW, share: float = SHARE) -> str:
    """Return the cards in rows, each so small a *share* of a whole one."""
    wide, high = WIDE * share, HIGH * share
    rows = -(-len(faces) // row)
    cells = [
        _cell(face, (at % row * (wide + GAP) + GAP, at // row * (high + GAP) + GAP), (wide, high))
        for at, face in enumerate(faces)
    ]
    columns = min(row, max(1, len(faces)))
    return picture("".join(cells), columns * (wide + GAP) + GAP, max(1, rows) * (high + GAP) + GAP)


def _cell(face: Face, corner: tuple[float, float], size: tuple[float, float]) -> str:
    box = f"0 0 {shown(WIDE)} {shown(HIGH)}"
    x, y = corner
    return tag("svg", inside(face), x=x, y=y, width=size[0], height=size[1], viewBox=box)
