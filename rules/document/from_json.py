r"""JSON's text -> what a YAML parser takes for the same, without moving a character.

JSON may indent by tabs, and escape one character by two halves (`\ud83d\ude00`): these are parsed as
characters for private use and joined after.
"""

from __future__ import annotations

import re

from rules.source import Source

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HIDDEN = re.compile("[\ue000-\ue3ff][\ue400-\ue7ff]")
_MOVED = 0xE000 - 0xD800


def from_json(source: Source) -> tuple[str, bool]:
    """Return the text for a parser, and whether it has pairs to `join_pairs` in."""
    if not source.file.endswith(".json"):
        return source.text, False
    text, count = _PAIR.subn(_hide, source.text.replace("\t", " "))
    return text, count > 0


def join_pairs(text: str) -> str:
    """Return *text* with its hidden pairs joined."""
    return _HIDDEN.sub(_join, text)


def _hide(match: re.Match[str]) -> str:
    high, low = (int(half, 16) + _MOVED for half in match.group(2, 3))
    return f"{match[1]}\\u{high:04x}\\u{low:04x}"


def _join(match: re.Match[str]) -> str:
    high, low = (ord(half) - _MOVED for half in match[0])
    return chr(0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00))
