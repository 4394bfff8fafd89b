"""A path such as `tables.lucky.entries.five.weight` -> the nodes on the way to what it names.

A row of a list is named by its `as` (a step), its `else` (a requirement), its `entry` (a guarantee), or by
itself where it is a text (a record in a set). A key that contains dots is found as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.tree import Path, Section

ROW_NAMES = ("as", "else", "entry")


@dataclass(frozen=True, slots=True)
class Stop:
    """How far a path leads: the node reached, what is missing in it, and what it has instead."""

    reached: Path
    node: Node
    missing: str
    rest: Path
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """The nodes from the root to what a path names, each with the key or row by which it is reached."""

    path: Path
    nodes: tuple[Node, ...]
    keys: tuple[str | int, ...]

    @property
    def node(self) -> Node:
        """Return what the path names."""
        return self.nodes[-1]


def split(path: str) -> Path:
    """Return the parts of a path; dots within brackets belong to their part."""
    parts, depth, last = [], 0, 0
    for at, letter in enumerate(path):
        depth += (letter in "([") - (letter in ")]")
        if letter == "." and depth <= 0:
            parts.append(path[last:at])
            last = at + 1
    return (*parts, path[last:])


def follow(root: Node, path: Path) -> Way | Stop:
    """Walk from *root* along *path*."""
    nodes, keys, taken, node, rest = [root], list[str | int](), list[str](), root, path
    while rest:
        step = _step(node, rest)
        if not isinstance(step, tuple):
            return Stop(tuple(taken), node, rest[0], rest[1:], twice=step)
        key, used, node = step
        keys.append(key)
        nodes.append(node)
        taken.append(".".join(rest[:used]))
        rest = rest[used:]
    return Way(tuple(taken), tuple(nodes), tuple(keys))


def child(node: Mapping, name: str) -> Node | None:
    """Return one entry, without asking a section for all."""
    if isinstance(node, Section):
        return node.child(name) if name in node else None
    return node.entries.get(name)


def row_name(node: Node) -> str | None:
    """Return the name by which a row of a list is addressed, if it has one."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        for word in ROW_NAMES:
            named = node.entries.get(word)
            if isinstance(named, Scalar):
                return named.text
    return None


def names_in(node: Node) -> list[str]:
    """Return what a path could go on with."""
    if isinstance(node, Mapping):
        return list(node) if isinstance(node, Section) else list(node.entries)
    if isinstance(node, Sequence):
        return [name for item in node.items if (name := row_name(item))]
    return []


def _step(node: Node, rest: Path) -> tuple[str | int, int, Node] | bool:
    """Return the next key, how many parts it takes and what it leads to, or whether two rows are meant."""
    if isinstance(node, Mapping):
        for used in range(1, len(rest) + 1):
            name = ".".join(rest[:used])
            found = child(node, name)
            if found is not None:
                return name, used, found
        return False
    if isinstance(node, Sequence):
        return _row(node, rest)
    return False


def _row(node: Sequence, rest: Path) -> tuple[int, int, Node] | bool:
    for used in range(1, len(rest) + 1):
        name = ".".join(rest[:used])
        found = [at for at, item in enumerate(node.items) if row_name(item) == name]
        if len(found) > 1:
            return True
        if found:
            return found[0], used, node.items[found[0]]
    if rest[0].isdecimal() and int(rest[0]) < len(node.items):
        return int(rest[0]), 1, node.items[int(rest[0])]
    return False
