"""A page of `docs/` -> its fenced blocks, with what the fence says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests import packs

DOCS = packs.CONTENT.parent / "docs"
_FENCE = re.compile(r"^```(?P<said>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fenced:
    """One fenced block: the words after the backticks, the text, and the line on which the text begins."""

    said: tuple[str, ...]
    text: str
    line: int


def fenced(page: Path) -> list[Fenced]:
    """Return all fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    return [
        Fenced(tuple(match["said"].split()), match["text"], text.count("\n", 0, match.start("text")) + 1)
        for match in _FENCE.finditer(text)
    ]
