"""`scale` and `add`: a number, or every number of an amount, multiplied or increased."""

from __future__ import annotations

from rules.document.node import Mapping, Node, Scalar
from rules.pack.path import Stop, Way
from rules.pack.reckon import is_numeric, reckon
from rules.pack.tree import Derived, Section
from rules.pack.writing import Writing
from rules.problem import Problem


def scale(change: Writing, way: Way | Stop) -> list[Problem]:
    """Change the numbers at *way*."""
    assert isinstance(way, Way)  # noqa: S101 - only `set` and `append` may lead nowhere
    amount = change.row.value.text if isinstance(change.row.value, Scalar) else ""
    sign = "*" if change.row.change == "scale" else "+"
    if reckon("1", sign, amount) is None:
        return change.refuse(
            f"`{change.row.change}` takes a number", "write the number out, such as 2, 0.5 or 10%"
        )
    leaves = _leaves(way.node)
    if leaves is None:
        return change.refuse(f"`{change.path}` is no number", "name one value, or an amount of numbers")
    results = {name: reckon(leaf.text, sign, amount) for name, leaf in leaves.items()}
    if None in results.values():
        return change.refuse(f"`{change.path}` cannot be changed by `{change.row.change}`", "use `set`")
    owned = change.own(way)
    for name, leaf in leaves.items():
        new = Derived(leaf, str(results[name]))
        change.tree.steps.carry(leaf, new, change.step(leaf))
        change.put(owned[-1 if name else -2], name or way.keys[-1], new)
    return []


def _leaves(node: Node) -> dict[str, Scalar] | None:
    """Return the value itself (under no name), or the numbers of an amount."""
    if isinstance(node, Scalar):
        return {"": node}
    if isinstance(node, Mapping) and not isinstance(node, Section) and node.entries:
        leaves = {name: part for name, part in node.entries.items() if isinstance(part, Scalar)}
        if len(leaves) == len(node.entries) and all(is_numeric(leaf.text) for leaf in leaves.values()):
            return leaves
    return None
