"""A text of anybody's -> one line that our fonts can write, no wider than there is room."""

from __future__ import annotations

from functools import cache
from unicodedata import category, normalize

from bot.art.font import FILES, FOLDER, Font, read_font

MORE = "…"
_LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # bidi controls are among them
_MOST = 200  # letters that anybody could mean to be read
_MARKS = 3  # signs above and below one letter


@cache
def fonts() -> tuple[Font, ...]:
    """Return the fonts that are shipped, in the order in which they are asked."""
    return tuple(read_font(FOLDER / file) for file in FILES)


def clean(said: str) -> str:
    """Return a text in one line, without what no font of ours has and what would turn or pile letters up."""
    kept, marks = [], 0
    for letter in normalize("NFC", said[: 4 * _MOST]):
        if letter.isspace():
            kept.append(" ")
        elif category(letter) not in _LEFT_OUT and width(letter) is not None:
            marks = marks + 1 if category(letter) == "Mn" else 0
            kept += [letter] if marks <= _MARKS else []
    return " ".join("".join(kept).split())[:_MOST]


@cache
def width(letter: str) -> int | None:
    """Return how wide a letter is, in thousandths of its size, where a font has it."""
    return next((found for font in fonts() if (found := font.width(letter)) is not None), None)


def wide(said: str, size: float) -> float:
    """Return how wide a clean text is."""
    return sum(width(letter) or 0 for letter in said) * size / 1000


def fit(said: str, room: float, size: float, least: float) -> tuple[str, float]:
    """Return a clean text and its size: smaller where it is long, and cut where it is too long even so."""
    needed = wide(said, size)
    if needed > room:
        size = max(least, size * room / needed)
    if wide(said, size) > room + 0.01:
        said = _cut(said, room - wide(MORE, size), size) + MORE
    return said, size


def _cut(said: str, room: float, size: float) -> str:
    kept = 0.0
    for at, letter in enumerate(said):
        kept += wide(letter, size)
        if kept > room:
            return said[:at].rstrip()
    return said
