"""A row of a patch at work: the nodes on its way, copied from the root down, and what is written into them.

What changes is copied, so a file's own nodes, which others may hold, stay as they are.
"""

from __future__ import annotations

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.code import WRONG_CHANGE
from rules.pack.image import canonical, image
from rules.pack.path import Stop, Way, follow
from rules.pack.resolved import Resolved
from rules.pack.row import Row
from rules.pack.tree import Composed, Derived, PatchStep, Section
from rules.problem import Problem

DEFINITION = 2  # the parts of a path that names a definition: noun and id


class Writing:
    """One row at work on one tree."""

    def __init__(self, tree: Resolved, row: Row, pack: str) -> None:
        self.tree, self.row, self.pack = tree, row, pack

    @property
    def path(self) -> str:
        """Return the path as it was written."""
        return self.row.at.text

    def step(self, old: Node | None = None) -> PatchStep:
        """Return what this row did, to *old* if that was there before."""
        before = "" if old is None else old.text if isinstance(old, Scalar) else canonical(image(old))
        value = (
            self.row.value.text if isinstance(self.row.value, Scalar) else canonical(image(self.row.value))
        )
        return PatchStep(self.row.change, value, self.row.whole.place, self.pack, self.row.patch, before)

    def own(self, way: Way | Stop) -> list[Node]:
        """Return the nodes on the way, copied, each in its copied parent."""
        if isinstance(way, Stop):
            found = follow(self.tree.root, way.reached)
            assert isinstance(found, Way)  # noqa: S101 - it was just walked
            way = found
        owned = [way.nodes[0]]
        for key, node in zip(way.keys, way.nodes[1:], strict=True):
            mine = copied(node)
            if mine is not node:
                self.tree.steps.carry(node, mine)
                self.put(owned[-1], key, mine)
            owned.append(mine)
        if len(way.path) >= DEFINITION:
            self.touch(way.path[0], way.path[1])
        return owned

    def put(self, parent: Node, key: str | int, node: Node) -> None:
        """Write *node* into a parent that is ours."""
        if isinstance(parent, Sequence) and isinstance(key, int):
            parent.items[key] = node
        elif isinstance(parent, Section):
            parent.put(str(key), node, lambda: Derived(self.row.at, str(key)))
        elif isinstance(parent, Composed):
            parent.put(str(key), node, Derived(self.row.at, str(key)))

    def touch(self, noun: str, name: str) -> None:
        """Remember that a definition was patched."""
        self.tree.patched.add((noun, name))

    def refuse(self, said: str, help_: str | None = None) -> list[Problem]:
        """Return why the change cannot be made."""
        return [WRONG_CHANGE.at(self.row.value.place, said, help=help_, path=self.row.at.text)]


def copied(node: Node) -> Node:
    """Return a copy to write in; sections are the tree's own, and a scalar is never written in."""
    if isinstance(node, Section | Scalar):
        return node
    if isinstance(node, Mapping):
        return Composed(node)
    if isinstance(node, Sequence):
        copy = Sequence(node.source, node.start, node.end)
        copy.items.extend(node.items)
        return copy
    return node
