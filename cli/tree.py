"""Part of a resolved pack -> its leaves, each with where it was written and the patches it went through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.document import Mapping, Node, Scalar, Sequence
from rules.pack import Found, PatchStep, Resolved
from rules.pack.path import row_name
from rules.report.cells import cells, visible
from rules.source import Place

_WIDEST = 64
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of a tree: how deep, what it says, and for a value its path, place and patches."""

    depth: int
    text: str
    path: str = ""
    value: str = ""
    place: Place | None = None
    patches: tuple[PatchStep, ...] = ()


def leaves(tree: Resolved, found: Found) -> Iterator[Leaf]:
    """Yield the lines of what was found, in the order in which it is written."""
    yield from _lines(tree, ".".join(found.path), found.path[-1], found.node, found.origin.patches, 0)


def _lines(
    tree: Resolved, path: str, name: str, node: Node, patches: tuple[PatchStep, ...], depth: int
) -> Iterator[Leaf]:
    label = f"{name}: " if name else "- "
    if isinstance(node, Scalar):
        yield Leaf(depth, f"{label}{visible(node.text)}", path, node.text, node.place, patches)
        return
    yield Leaf(depth, label.rstrip(), path)
    inner = node.entries.items() if isinstance(node, Mapping) else _rows(node)
    for key, part in inner:
        own = (*patches, *tree.steps.of(part))
        named = key if isinstance(node, Mapping) else ""
        yield from _lines(tree, f"{path}.{key}", named, part, own, depth + 1)


def _rows(node: Node) -> list[tuple[str, Node]]:
    items = node.items if isinstance(node, Sequence) else []
    return [(row_name(item) or str(number), item) for number, item in enumerate(items)]


def drawn(lines: list[Leaf], *, origins: bool) -> str:
    """Return a tree as text, with the origin of each value beside it."""
    texts = [_INDENT * line.depth + line.text for line in lines]
    if not origins:
        return "\n".join(texts)
    width = min(_WIDEST, max(map(cells, texts)))
    return "\n".join(_beside(text, line, width) for text, line in zip(texts, lines, strict=True))


def _beside(text: str, line: Leaf, width: int) -> str:
    if line.place is None:
        return text
    gap = " " * max(0, width - cells(text))
    return f"{text}{gap}  # {'; '.join([_at(line.place), *map(told, line.patches)])}"


def told(step: PatchStep) -> str:
    """Return what a patch did, and where it stands."""
    before = f" (was {visible(step.before)})" if step.before else ""
    return f"{step.change} {visible(step.value)}{before} by {step.patch}, {_at(step.place)}"


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def plain(line: Leaf) -> dict[str, Any]:
    """Return a value for other programs."""
    assert line.place is not None  # noqa: S101 - asked by the caller
    return {
        "path": line.path,
        "value": line.value,
        "file": line.place.file,
        "line": line.place.line,
        "column": line.place.column,
        "patches": [
            {
                "change": step.change,
                "value": step.value,
                "before": step.before,
                "pack": step.pack,
                "patch": step.patch,
                "file": step.place.file,
                "line": step.place.line,
            }
            for step in line.patches
        ],
    }
