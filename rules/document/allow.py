"""A source and its tree -> the problems that its comments allow (`# allow CODE: reason`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.source import Place, Source

_COMMENT = re.compile(r"#[ \t]*allow[ \t]+(?P<code>\w+)[ \t]*(?::[ \t]*(?P<reason>[^\r\n]*))?")

# The beginnings of lines that hold more than a comment.
_SAYING = re.compile(r"^[ \t]*[^ \t\r\n#]", re.MULTILINE)


class Allow(NamedTuple):
    """A comment that silences *code* on *line*; *reason* is empty where the author gave none."""

    line: int
    code: str
    reason: str
    place: Place


def allows(source: Source, root: Node | None) -> list[Allow]:
    """Return what the comments of *source* allow.

    A comment behind something allows it there; one alone on its line allows it on the next that is none.
    """
    matches = [match for match in _COMMENT.finditer(source.text) if _opens(source, match.start())]
    if not matches:
        return []
    inside = set(_in_scalars(root, [match.start() for match in matches])) if root is not None else set()
    told = [source.position(match.start())[0] for match in _SAYING.finditer(source.text)]
    return [_allow(source, match, told) for match in matches if match.start() not in inside]


def _opens(source: Source, at: int) -> bool:
    """Tell whether the `#` at *at* may begin a comment: it follows a space or begins a line."""
    return at == 0 or source.text[at - 1] in " \t\r\n"


def _allow(source: Source, match: re.Match[str], told: list[int]) -> Allow:
    place = source.place(match.start(), match.start() + len(match.group().rstrip()))
    at = bisect_left(told, place.line)
    line = told[at] if at < len(told) else len(source.starts)
    return Allow(line, match["code"], (match["reason"] or "").rstrip(), place)


def _in_scalars(node: Node, offsets: list[int]) -> Iterator[int]:
    """Yield those of *offsets*, which are in order, that stand inside a text."""
    low, high = bisect_left(offsets, node.start), bisect_left(offsets, node.end)
    if low == high:
        return
    if isinstance(node, Scalar):
        yield from offsets[low:high]
    for part in _parts(node):
        yield from _in_scalars(part, offsets[low:high])


def _parts(node: Node) -> Iterable[Node]:
    if isinstance(node, Mapping):
        return (*node.keys.values(), *node.entries.values())
    return node.items if isinstance(node, Sequence) else ()
