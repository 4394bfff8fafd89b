"""What is proved at a place of the pack -> situations in which it holds."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields
from math import inf
from typing import Any

from engine.sample.dice import Dice
from engine.sample.value import value
from rules.expression import node as nodes
from rules.expression.evaluate import Situation, evaluate
from rules.expression.facts import Facts
from rules.expression.node import Domain, Node
from rules.expression.place import Place
from rules.expression.type import COUNT, NONE, Type, record

PASSES = 3  # one fact may undo another
UNREADABLE = (IndexError, KeyError, ZeroDivisionError)  # what reading an absent optional ends in


def expression(place: Place) -> Node:
    """Return an expression that reads a place; its types say nothing."""
    form, *parts = place
    made = getattr(nodes, str(form))
    names = [field.name for field in fields(made) if field.name != "type"]
    given = {name: _part(part) for name, part in zip(names, parts, strict=True)}
    type_ = record(str(given["kind"])) if made is nodes.Field and "kind" in given else COUNT
    found: Node = made(type=type_, **given)
    return found


def _part(part: Hashable) -> Any:
    if not isinstance(part, tuple):
        return part
    if part and part[0] == "Domain":
        names = [field.name for field in fields(Domain)]
        return Domain(**{name: _part(each) for name, each in zip(names, part[1:], strict=True)})
    if part and isinstance(part[0], str) and part[0][:1].isupper() and hasattr(nodes, part[0]):
        return expression(part)
    return tuple(_part(each) for each in part)


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a place, as expressions that can be evaluated."""

    bounds: tuple[tuple[Node, float, float], ...]
    present: tuple[Node, ...]
    above: tuple[tuple[Node, Node, float], ...]

    @classmethod
    def of(cls, facts: Facts) -> Known:
        """Read facts; those about constants say nothing about a situation."""
        return cls(
            tuple((expression(where), *ends) for where, ends in facts.bounds.items() if where[0] != "Const"),
            tuple(expression(where) for where in sorted(facts.present, key=repr)),
            tuple((expression(p), expression(q), least) for (p, q), least in facts.above.items()),
        )

    def holds(self, at: Situation) -> bool:
        """Tell whether everything is so."""
        try:
            return (
                all(evaluate(node, at) != NONE for node in self.present)
                and all(lo <= evaluate(node, at) <= hi for node, lo, hi in self.bounds)
                and all(evaluate(p, at) - evaluate(q, at) >= least for p, q, least in self.above)
            )
        except UNREADABLE:
            return False

    def make(self, at: Situation, types: dict[str, Type], dice: Dice) -> bool:
        """Change cells and locals of a situation until everything is so, or give up."""
        for _ in range(PASSES):
            if self.holds(at):
                return True
            for node, lo, hi in self._wanted(at):
                _write(node, lo, hi, at, types, dice)
        return self.holds(at)

    def _wanted(self, at: Situation) -> list[tuple[Node, float, float]]:
        """Return within which bounds each place should be, as things stand."""
        found = [(node, -inf, inf) for node in self.present]
        found += self.bounds
        for p, q, least in self.above:
            try:
                found += [(p, evaluate(q, at) + least, inf), (q, -inf, evaluate(p, at) - least)]
            except UNREADABLE:
                continue
        return found


def _write(node: Node, lo: float, hi: float, at: Situation, types: dict[str, Type], dice: Dice) -> None:
    """Give a cell or a local a value between bounds, unless it has one."""
    try:
        held = evaluate(node, at)
        key = evaluate(node.key, at) if isinstance(node, nodes.Cell) and node.key is not None else None
    except UNREADABLE:
        return
    type_ = _type(node, at, types)
    if type_ is None or (held != NONE and lo <= held <= hi):
        return
    least, most = max(lo, type_.lo), min(hi, type_.hi)
    if least > most:
        return
    new = value(at.catalogue, type_.present().within(least, most), dice)
    if isinstance(node, nodes.Local):
        at.locals[node.name] = new  # type: ignore[index]  # situations are made with a dict
    elif isinstance(node, nodes.Cell):
        index = at.catalogue.slot(node.slot).index
        at.cells[index] = new if key is None else {**at.cells[index], key: new}


def _type(node: Node, at: Situation, types: dict[str, Type]) -> Type | None:
    if isinstance(node, nodes.Local):
        return types.get(node.name)
    if isinstance(node, nodes.Cell) and node.owner is None:
        return at.catalogue.slot(node.slot).type
    return None
