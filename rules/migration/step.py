"""What a step between two versions of the language is made of, and how it finds its way in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rules.document import Mapping, Node, Scalar
from rules.migration.edit import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """The step to version *to*: what it changes in one file, told by *summary*."""

    to: int
    summary: str
    edits: Callable[[Mapping], Iterator[Edit]]


def definitions(root: Mapping, noun: str) -> Iterator[Mapping]:
    """Yield every definition of *noun* in a file."""
    section = root.entries.get(noun)
    for node in section.entries.values() if isinstance(section, Mapping) else ():
        if isinstance(node, Mapping):
            yield node


def renamed(node: Node | None, old: str, new: str) -> Iterator[Edit]:
    """Yield the edit that gives a key of a mapping another name."""
    if isinstance(node, Mapping) and old in node.entries and new not in node.entries:
        key = node.key(old)
        yield Edit(key.start, key.end, new)


def replaced(node: Node | None, text: str) -> Iterator[Edit]:
    """Yield the edit that gives a scalar another value."""
    if isinstance(node, Scalar):
        yield Edit(node.start, node.end, text)
