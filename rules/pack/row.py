"""The patches that a file declares -> rows: where, what change, with which value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.code import BAD_PATCH
from rules.pack.path import split
from rules.pack.tree import Path
from rules.problem import Problem
from rules.suggest import did_you_mean

CHANGES = ("set", "append", "remove", "scale", "add", "rename", "becomes")
_HELP = "a row is `{at: path, set | append | remove | scale | add | rename | becomes: value}`"


@dataclass(frozen=True, slots=True)
class Row:
    """One change of a patch."""

    patch: str
    at: Scalar
    change: str
    value: Node
    whole: Mapping

    @property
    def path(self) -> Path:
        """Return the parts of the path."""
        return split(self.at.text)


def rows(patch: str, node: Node) -> Iterator[Row | Problem]:
    """Yield the rows of one patch, or what is wrong with them."""
    if not isinstance(node, Sequence):
        yield BAD_PATCH.at(
            node.place, f"the patch `{patch}` is a list of rows", help=_HELP, path=f"patches.{patch}"
        )
        return
    for item in node.items:
        yield _row(patch, item)


def _row(patch: str, item: Node) -> Row | Problem:
    path = f"patches.{patch}"
    if not isinstance(item, Mapping):
        return BAD_PATCH.at(item.place, "a row of a patch says where and what", help=_HELP, path=path)
    for name in item.entries:
        if name != "at" and name not in CHANGES:
            help_ = did_you_mean(name, ("at", *CHANGES)) or _HELP
            return BAD_PATCH.at(item.key(name).place, f"`{name}` is no change", help=help_, path=path)
    at, changes = item.entries.get("at"), [name for name in item.entries if name != "at"]
    if not isinstance(at, Scalar) or not at.text:
        return BAD_PATCH.at((at or item).place, "a row of a patch has a path as `at`", help=_HELP, path=path)
    if len(changes) != 1:
        said = "a row of a patch makes one change" + (f", not {len(changes)}" if changes else "")
        return BAD_PATCH.at(item.place, said, help=_HELP, path=path)
    return Row(patch, at, changes[0], item.entries[changes[0]], item)
