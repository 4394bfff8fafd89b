"""An expression -> its least and greatest value, found by trying every value of what it reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, product
from math import inf, prod

from rules.expression.evaluate import Situation, evaluate
from rules.expression.interval import Interval
from rules.expression.node import Apply, Best, Cell, Const, Escrow, Fold, Local, Node, Reached, Tallied, walk
from rules.expression.place import Place, place
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue

MOST_CASES = 200_000
MOST_STEPS = 1_000_000  # parts evaluated in all cases together: about a second

# What stands for any value of its type; everything else is worked out from these.
_LEAVES = (Local, Cell, Escrow, Apply, Reached, Tallied, Fold, Best)


@dataclass(frozen=True, slots=True)
class Found:
    """The least and the greatest value of all cases, and the cases in which they occur."""

    interval: Interval
    lowest: str
    highest: str
    certain: bool  # whether the cases can really occur


@dataclass(slots=True)
class _Leaf:
    node: Node
    lo: float
    hi: float
    optional: bool
    ids: list[int] = field(default_factory=list)


def every_case(node: Node, catalogue: Catalogue) -> Found | None:
    """Evaluate *node* for every value of what it reads; nothing, if that is too much or not countable."""
    leaves: dict[Place, _Leaf] = {}
    if not _collect(node, leaves):
        return None
    domains = [_values(leaf, catalogue) for leaf in leaves.values()]
    cases = prod(len(values) for values in domains)
    if not 0 < cases <= min(MOST_CASES, MOST_STEPS // sum(1 for _ in walk(node))):
        return None
    lowest, highest = _extremes(node, list(leaves.values()), domains, catalogue)
    return Found(
        (lowest[0], highest[0]),
        _words(leaves, lowest[1], catalogue),
        _words(leaves, highest[1], catalogue),
        _certain(list(leaves.values())),
    )


def _extremes(
    node: Node, leaves: list[_Leaf], domains: list[range | list[int]], catalogue: Catalogue
) -> tuple[tuple[float, tuple[int, ...]], tuple[float, tuple[int, ...]]]:
    known: dict[int, int] = {}
    at = Situation(catalogue, known=known)
    lowest: tuple[float, tuple[int, ...]] = (inf, ())
    highest: tuple[float, tuple[int, ...]] = (-inf, ())
    for case in product(*domains):
        for leaf, value in zip(leaves, case, strict=True):
            known.update(dict.fromkeys(leaf.ids, value))
        result = evaluate(node, at)
        lowest = min(lowest, (result, case), key=lambda pair: pair[0])
        highest = max(highest, (result, case), key=lambda pair: pair[0])
    return lowest, highest


def _collect(node: Node, leaves: dict[Place, _Leaf]) -> bool:
    """Gather what *node* reads; False if some of it cannot be counted out."""
    if isinstance(node, _LEAVES):
        where = place(node)
        type_ = node.type
        leaf = leaves.setdefault(where, _Leaf(node, type_.lo, type_.hi, type_.optional))
        leaf.lo, leaf.hi = min(leaf.lo, type_.lo), max(leaf.hi, type_.hi)
        leaf.optional = leaf.optional or type_.optional
        leaf.ids.append(id(node))
        return type_.name in {"bool", "record"} or (type_.name == "int" and leaf.hi - leaf.lo < MOST_CASES)
    if not isinstance(node, Const) and not any(True for _ in node.children()):
        return False
    return all(_collect(child, leaves) for child in node.children())


def _values(leaf: _Leaf, catalogue: Catalogue) -> range | list[int]:
    type_ = leaf.node.type
    if type_.name == "record":
        values = range(len(catalogue.kinds[type_.kind].ids))
    else:
        values = range(int(leaf.lo), int(leaf.hi) + 1)
    return [*values, NONE] if leaf.optional else values


def _certain(leaves: list[_Leaf]) -> bool:
    cells = [leaf.node.slot for leaf in leaves if isinstance(leaf.node, Cell)]
    return len(set(cells)) == len(cells) and all(isinstance(leaf.node, (Local, Cell)) for leaf in leaves)


def _words(leaves: dict[Place, _Leaf], case: tuple[int, ...], catalogue: Catalogue) -> str:
    named = zip(leaves.values(), case, strict=True)
    return ", ".join(
        islice((f"{_name(leaf.node)} = {_shown(leaf.node, value, catalogue)}" for leaf, value in named), 4)
    )


def _shown(node: Node, value: int, catalogue: Catalogue) -> str:
    if value == NONE:
        return "none"
    return catalogue.kinds[node.type.kind].ids[value] if node.type.name == "record" else str(value)


def _name(node: Node) -> str:
    match node:
        case Local(name=name) | Cell(slot=name, key=None):
            return name
        case Cell(slot=slot):
            return f"{slot}(...)"
        case _:
            pass
    return type(node).__name__.lower()
