"""A source and its tree -> the problems that its comments allow (`# allow CODE: reason`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.source import Place, Source

_COMMENT = re.compile(r"#[ \t]*allow[ \t]+(?P<code>\w+)[ \t]*(?::[ \t]*(?P<reason>[^\r\n]*))?")


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
    matches = {
        match.start(): match for match in _COMMENT.finditer(source.text) if _opens(source, match.start())
    }
    inside = set(_in_scalars(root, sorted(matches))) if root is not None and matches else set()
    return [_allow(source, match) for at, match in matches.items() if at not in inside]


def _opens(source: Source, at: int) -> bool:
    """Tell whether the `#` at *at* may begin a comment: it follows a space or begins a line."""
    return at == 0 or source.text[at - 1] in " \t\r\n"


def _allow(source: Source, match: re.Match[str]) -> Allow:
    place = source.place(match.start(), match.start() + len(match.group().rstrip()))
    line, last = place.line, len(source.starts)
    alone = source.line(line).lstrip().startswith("#")
    while alone and line < last and source.line(line).lstrip()[:1] in {"#", ""}:
        line += 1
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
