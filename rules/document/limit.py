"""A source -> whether its size and its characters can be read at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.document.code import CONTROL_CHARACTER, LIMIT
from rules.problem import Problem
from rules.source import Source

# C0 but tab and line breaks, DEL, C1 (with NEL, which YAML 1.1 breaks lines at), the separators U+2028 and
# U+2029 (likewise), halves of surrogate pairs, the byte order mark and what Unicode calls noncharacters.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold: bytes, lists and mappings inside each other, values, problems."""

    size: int = 64 * 1024 * 1024
    depth: int = 100
    nodes: int = 5_000_000
    problems: int = 200


DEFAULT = Limits()


def unreadable(source: Source, limits: Limits) -> Iterator[Problem]:
    """Yield why the text must not be given to a parser."""
    size = _bytes(source.text)
    if size > limits.size:
        yield LIMIT.at(
            source.place(0, 0),
            f"the file has {size:,} bytes, more than {limits.size:,}",
            help="split it: all files of a pack are merged",
        )
        return
    for count, match in enumerate(UNWANTED.finditer(source.text)):
        if count == MOST_SHOWN:
            return
        yield CONTROL_CHARACTER.at(
            source.place(match.start(), match.end()),
            f"the character {codepoint(match.group())} cannot stand in a file",
            help="remove it; your editor can show invisible characters",
        )


def codepoint(character: str) -> str:
    """Return a character's number as Unicode writes it, such as `U+0007`."""
    return f"U+{ord(character):04X}"


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
