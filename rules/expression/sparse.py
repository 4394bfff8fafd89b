"""Which loops over a kind need only visit the records whose cell is not empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.expression.node import (
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Fold,
    Function,
    Local,
    Logic,
    Node,
    walk,
)
from rules.program.catalogue import Catalogue
from rules.program.slot import Slot

Vanishes = Callable[[Node], bool]

# What each comparison says of 0 beside a constant, and the comparison read from the other side.
_OF_ZERO: dict[str, Callable[[float], bool]] = {
    "==": lambda c: c == 0,
    "!=": lambda c: c != 0,
    "<": lambda c: c > 0,
    "<=": lambda c: c >= 0,
    ">": lambda c: c < 0,
    ">=": lambda c: c <= 0,
}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ZERO_OF_ZERO = frozenset({"floor", "ceil", "round", "abs", "parts", "millionths"})


def vanishing(catalogue: Catalogue, fold: Fold, kind: str) -> Slot | None:
    """Return a slot kept per *kind* such that records whose cell is 0 add nothing to *fold*, if there is one.

    Sums are of whole numbers and nothing else hangs on order, so that any order of the cells is right.
    """
    guards = tuple(
        part for part in (fold.where, fold.body if fold.op != "count" else None) if part is not None
    )
    for guard in guards:
        for part in walk(guard):
            if not isinstance(part, Cell) or part.owner is not None or part.key is None:
                continue
            slot = catalogue.slot(part.slot)
            own = isinstance(part.key, Local) and part.key.name == fold.var
            if own and slot.kind == kind and slot.default == 0 and any(_vanishes(g, part) for g in guards):
                return slot
    return None


def _vanishes(node: Node, cell: Cell) -> bool:
    """Tell whether *node* is 0 or false wherever *cell* is 0."""
    if isinstance(node, Cell):
        return (node.slot, node.key, node.owner) == (cell.slot, cell.key, None)
    rule = _RULES.get(type(node))
    return rule is not None and rule(node, lambda part: _vanishes(part, cell))


def _compare(node: Compare, vanishes: Vanishes) -> bool:
    if isinstance(node.right, Const) and not isinstance(node.right.value, str):
        return vanishes(node.left) and not _OF_ZERO[node.op](node.right.value)
    if isinstance(node.left, Const) and not isinstance(node.left.value, str):
        return vanishes(node.right) and not _OF_ZERO[_MIRRORED[node.op]](node.left.value)
    return False


def _binary(node: Binary, vanishes: Vanishes) -> bool:
    if node.op == "*":
        return vanishes(node.left) or vanishes(node.right)
    if node.op in {"+", "-"}:
        return vanishes(node.left) and vanishes(node.right)
    return vanishes(node.left)


def _logic(node: Logic, vanishes: Vanishes) -> bool:
    return any(map(vanishes, node.parts)) if node.op == "and" else all(map(vanishes, node.parts))


def _choice(node: Choice, vanishes: Vanishes) -> bool:
    return vanishes(node.other) and (vanishes(node.test) or vanishes(node.then))


def _function(node: Function, vanishes: Vanishes) -> bool:
    return node.name in _ZERO_OF_ZERO and vanishes(node.args[0])


_RULES: dict[type[Node], Callable[[Any, Vanishes], bool]] = {
    Compare: _compare,
    Binary: _binary,
    Logic: _logic,
    Choice: _choice,
    Function: _function,
}
