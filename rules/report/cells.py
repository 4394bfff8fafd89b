"""Text -> what a terminal shows of it, and how many cells wide that is."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAB = "    "

# Bidirectional controls: they would reorder a line on the screen, so that it shows other than it says.
_REORDERS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Return *text* without what would move the cursor, colour the screen or reorder the line."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def cells(text: str) -> int:
    """Return how many terminal cells `visible(text)` takes.

    East Asian wide characters and emoji take two, marks and joiners none, and what is joined to an emoji
    shares its cells. Terminals differ on rare sequences; none is off by more than the sequence itself.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    total, before, width = 0, "", 0
    for character in visible(text):
        if character == _EMOJI_STYLE:
            total += max(0, 2 - width)
            width = 2
        elif before == _JOINER or (ord(character) in _SKIN_TONES and width == 2):  # noqa: PLR2004 - cells
            pass
        elif own := _width(character):
            total += own
            width = own
        before = character
    return total


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _shown(character: str) -> str:
    number = ord(character)
    if character == "\t":
        return _TAB
    if number < 0x20:  # noqa: PLR2004 - C0 has a picture for each
        return chr(0x2400 + number)
    if character in _REORDERS or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return "\ufffd"
    return character
