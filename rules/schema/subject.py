"""A definition that does not fit: where each of its parts stands and how a message calls it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.tree import Derived, Steps
from rules.source import Place


@dataclass(frozen=True, slots=True)
class Subject:
    """A definition that does not fit: its path, its id with the place, and its node."""

    path: tuple[str, ...]
    key: Scalar
    node: Node
    steps: Steps
    fields: Mapping | None = None  # of a record: how its kind declares what it has

    def patched(self, node: Node) -> tuple[tuple[str, Place], ...]:
        """Return the patches that worked a value out: it is not what stands at its place."""
        if not isinstance(node, Derived):
            return ()
        return tuple(("changed by this patch", step.place) for step in self.steps.of(node))

    def node_at(self, steps: Iterable[str | int]) -> Node:
        """Return the node that *steps* lead to."""
        node = self.node
        for step in steps:
            node = (
                node.items[step]
                if isinstance(node, Sequence) and isinstance(step, int)
                else _entry(node, str(step))
            )
        return node

    def key_at(self, steps: tuple[str | int, ...]) -> Place:
        """Return the place of the key under which a value stands, or of the value in a list."""
        if not steps:
            return self.key.place
        parent = self.node_at(steps[:-1])
        if isinstance(parent, Mapping):
            return parent.key(str(steps[-1])).place
        return self.node_at(steps).place

    def name(self, steps: tuple[str | int, ...]) -> str:
        """Return how a message calls what stands there."""
        if not steps:
            return f"`{'.'.join(self.path)}`"
        names = [step for step in steps if isinstance(step, str)]
        owner = f"`{names[-1]}`" if names else f"`{'.'.join(self.path)}`"
        return owner if isinstance(steps[-1], str) else f"a row of {owner}"

    def dotted(self, steps: tuple[str | int, ...]) -> str:
        """Return the whole path."""
        return ".".join(map(str, (*self.path, *steps)))


def _entry(node: Node, name: str) -> Node:
    return node.entries[name] if isinstance(node, Mapping) else node
