"""A condition that holds, or does not -> what is thereby known: bounds, presence, which is the greater."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from math import inf

from rules.expression.interval import Interval
from rules.expression.node import Binary, Compare, Const, Function, Logic, Node, Unary
from rules.expression.place import Place, mentions, place

WHOLE = frozenset({"int", "day", "time", "duration"})
ORDERED = WHOLE | {"number"}

_NEGATED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_FLIPPED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of places: their bounds, that they are *present*, that p - q >= *above*[p, q]."""

    bounds: Mapping[Place, Interval] = field(default_factory=dict)
    present: frozenset[Place] = frozenset()
    above: Mapping[tuple[Place, Place], float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.bounds or self.present or self.above)

    def narrowed(self, node: Node) -> Node:
        """Return *node* with a type that says what is known of it."""
        if not self:
            return node
        where = place(node)
        type_ = node.type.present() if where in self.present else node.type
        for lo, hi in (self.bounds.get(where, (-inf, inf)), self._difference(node)):
            least, most = max(lo, type_.lo), min(hi, type_.hi)
            if least <= most and (least, most) != (type_.lo, type_.hi):
                type_ = type_.within(least, most)
        return node if type_ is node.type else replace(node, type=type_)

    def _difference(self, node: Node) -> Interval:
        """Return the bounds of `a - b`, or `a + -b`, that follow from comparisons of a with b."""
        match node:
            case (
                Binary(op="-", left=left, right=right)
                | Binary(op="+", left=left, right=Unary(op="-", operand=right))
            ):
                one, other = place(left), place(right)
                return self.above.get((one, other), -inf), -self.above.get((other, one), -inf)
            case _:
                return -inf, inf

    def also(self, other: Facts) -> Facts:
        """Return what is known where both hold."""
        if not (self and other):
            return self or other
        bounds = dict(self.bounds)
        for where, (lo, hi) in other.bounds.items():
            known = bounds.get(where, (-inf, inf))
            both = max(lo, known[0]), min(hi, known[1])
            # Where they contradict each other nothing ever runs, and the later one is as true as any.
            bounds[where] = both if both[0] <= both[1] else (lo, hi)
        above = dict(self.above)
        for pair, least in other.above.items():
            above[pair] = max(least, above.get(pair, -inf))
        return Facts(bounds, self.present | other.present, above)

    def either(self, other: Facts) -> Facts:
        """Return what is known where at least one of both holds."""
        bounds = {
            where: (min(lo, other.bounds[where][0]), max(hi, other.bounds[where][1]))
            for where, (lo, hi) in self.bounds.items()
            if where in other.bounds
        }
        above = {pair: min(d, other.above[pair]) for pair, d in self.above.items() if pair in other.above}
        return Facts(bounds, self.present & other.present, above)

    def without_local(self, name: str) -> Facts:
        """Return what is still known when local *name* is bound anew."""
        return self._without(("Local", name), ("Tallied", name)) if self else self

    def without_slot(self, slot: str) -> Facts:
        """Return what is still known when cells of *slot* were written; a formula may have read them."""
        return self._without(("Cell", slot), ("Apply", "")) if self else self

    def without_escrow(self) -> Facts:
        """Return what is still known when something was moved into an offer, or out of it."""
        return self._without(("Escrow", ""), ("Apply", "")) if self else self

    def _without(self, *forms: tuple[str, str]) -> Facts:
        def kept(where: Place) -> bool:
            return not any(mentions(where, form, name) for form, name in forms)

        return Facts(
            {where: known for where, known in self.bounds.items() if kept(where)},
            frozenset(where for where in self.present if kept(where)),
            {pair: least for pair, least in self.above.items() if kept(pair)},
        )


NO_FACTS = Facts()


def facts_from(node: Node, *, truth: bool = True) -> Facts:
    """Return what is known where condition *node* is *truth*."""
    match node:
        case Unary(op="not", operand=operand):
            return facts_from(operand, truth=not truth)
        case Logic(op=op, parts=parts):
            known = [facts_from(part, truth=truth) for part in parts]
            return reduce(Facts.also if (op == "and") is truth else Facts.either, known)
        case Function(name="has", args=(value,)):
            # A constant is what it is: all that is written `none` would be one and the same place.
            there = truth and not isinstance(value, Const)
            return Facts(present=frozenset({place(value)})) if there else NO_FACTS
        case Compare(op=op, left=left, right=right) if left.type.name in ORDERED:
            return _compared(op if truth else _NEGATED[op], left, right)
    return Facts({place(node): (int(truth), int(truth))})


def _compared(op: str, left: Node, right: Node) -> Facts:
    whole = left.type.name in WHOLE and right.type.name in WHOLE
    bounds = {}
    for node, other, way in ((left, right, op), (right, left, _FLIPPED[op])):
        known = _bounds(way, node, other, 1 if whole else 0)
        if known != (-inf, inf):
            bounds[place(node)] = known
    return Facts(bounds, frozenset(), _above(op, place(left), place(right), 1 if whole else 0))


def _bounds(op: str, node: Node, other: Node, step: int) -> Interval:
    lo, hi = other.type.lo, other.type.hi
    match op:
        case "<":
            return -inf, hi - step
        case "<=":
            return -inf, hi
        case ">":
            return lo + step, inf
        case ">=":
            return lo, inf
        case "==":
            return lo, hi
        case _:
            pass
    if lo < hi or not step:
        return -inf, inf
    return (lo + 1 if node.type.lo == lo else -inf), (lo - 1 if node.type.hi == lo else inf)


def _above(op: str, left: Place, right: Place, step: int) -> dict[tuple[Place, Place], float]:
    match op:
        case "<":
            return {(right, left): step}
        case "<=":
            return {(right, left): 0}
        case ">":
            return {(left, right): step}
        case ">=":
            return {(left, right): 0}
        case "==":
            return {(left, right): 0, (right, left): 0}
        case _:
            pass
    return {}
