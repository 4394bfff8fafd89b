"""What is proved at a place of the pack -> situations in which it holds."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from engine.sample.dice import Dice
from engine.sample.value import ME, asset, value
from rules.expression import node as nodes
from rules.expression.evaluate import Situation, evaluate
from rules.expression.facts import Facts
from rules.expression.named import named
from rules.expression.node import Domain, Node
from rules.expression.place import Place
from rules.expression.type import COUNT, NONE, Type, record
from rules.program.offer import put_slot
from rules.program.slot import pair, unpair

Types = Mapping[str, Type]
NO_TYPES: Types = {}

PASSES = 3  # one fact may undo another
UNREADABLE = (IndexError, KeyError, ZeroDivisionError)  # what reading an absent optional ends in


def expression(place: Place, types: Types = NO_TYPES) -> Node:
    """Return an expression that reads a place; its types say nothing, but for those of locals."""
    form, *parts = place
    made = getattr(nodes, str(form))
    names = [name for name in named(made) if name != "type"]
    given = {name: _part(part, types) for name, part in zip(names, parts, strict=True)}
    type_ = record(str(given["kind"])) if made is nodes.Field and "kind" in given else COUNT
    type_ = types.get(str(given["name"]), COUNT) if made is nodes.Local else type_
    found: Node = made(type=type_, **given)
    return found


def _part(part: Hashable, types: Types) -> Any:
    if not isinstance(part, tuple):
        return part
    if part and part[0] == "Domain":
        given = zip(named(Domain), part[1:], strict=True)
        return Domain(**{name: _part(each, types) for name, each in given})
    if part and isinstance(part[0], str) and part[0][:1].isupper() and hasattr(nodes, part[0]):
        return expression(part, types)
    return tuple(_part(each, types) for each in part)


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a place, as expressions that can be evaluated."""

    bounds: tuple[tuple[Node, float, float], ...]
    present: tuple[Node, ...]
    above: tuple[tuple[Node, Node, float], ...]

    @classmethod
    def of(cls, facts: Facts, types: Types = NO_TYPES) -> Known:
        """Read facts; those about constants say nothing about a situation."""
        return cls(
            tuple(
                (expression(where, types), *ends)
                for where, ends in facts.bounds.items()
                if where[0] != "Const"
            ),
            tuple(expression(where, types) for where in sorted(facts.present, key=repr)),
            tuple(
                (expression(p, types), expression(q, types), least) for (p, q), least in facts.above.items()
            ),
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
            changed = [_write(node, lo, hi, at, types, dice) for node, lo, hi in self._wanted(at, types)]
            if not any(changed):
                return False  # what is left hangs on no place that could be another
        return self.holds(at)

    def _wanted(self, at: Situation, types: dict[str, Type]) -> list[tuple[Node, float, float]]:
        """Return within which bounds each place should be, as things stand; formulas are no places."""
        found = [(node, -inf, inf) for node in self.present]
        found += self.bounds
        for p, q, least in self.above:
            try:
                if _type(p, at, types) is not None:
                    found.append((p, evaluate(q, at) + least, inf))
                if _type(q, at, types) is not None:
                    found.append((q, -inf, evaluate(p, at) - least))
            except UNREADABLE:
                continue
        return found


def _write(node: Node, lo: float, hi: float, at: Situation, types: dict[str, Type], dice: Dice) -> bool:
    """Give a cell, a local or what a tally holds a value between bounds; tell whether it needed one."""
    type_ = _type(node, at, types)
    if type_ is None:
        return False
    try:
        held = evaluate(node, at)
        under = node.key if isinstance(node, nodes.Cell | nodes.Escrow | nodes.Tallied) else None
        key = None if under is None else evaluate(under, at)
    except UNREADABLE:
        return False
    if held != NONE and lo <= held <= hi:
        return False
    least, most = max(lo, type_.lo), min(hi, type_.hi)
    if least > most:
        return False
    new = value(at.catalogue, type_.present().within(least, most), dice)
    if isinstance(node, nodes.Local):
        at.locals[node.name] = new  # type: ignore[index]  # situations are made with a dict
    elif isinstance(node, nodes.Cell):
        index = at.catalogue.slot(node.slot).index
        cells: list[Any] = at.cells if node.owner is None else at.moment.offers[evaluate(node.owner, at)]
        cells[index] = new if key is None else {**cells[index], key: new}
    elif isinstance(node, nodes.Escrow):
        _lay(node, key or 0, new, at)
    elif isinstance(node, nodes.Tallied):
        _tally(node, key, new, at, dice)
    return True


def _type(node: Node, at: Situation, types: dict[str, Type]) -> Type | None:
    if isinstance(node, nodes.Local):
        return types.get(node.name)
    if isinstance(node, nodes.Cell):
        slot = at.catalogue.slot(node.slot)
        return slot.type if node.owner is None or slot.of_offer else None
    return COUNT if isinstance(node, nodes.Escrow | nodes.Tallied) else None


def _lay(node: nodes.Escrow, code: int, amount: int, at: Situation) -> None:
    """Lay so much into an offer: put in by whom the expression asks about, else by one player alone."""
    index = at.catalogue.slot(put_slot(node.offer.type.kind, node.slot)).index
    cells: list[Any] = at.moment.offers[evaluate(node.offer, at)]
    putter = ME if node.putter is None else evaluate(node.putter, at)
    kept = {key: held for key, held in cells[index].items() if node.putter or unpair(key)[1] != code}
    cells[index] = {**kept, pair(putter, code): amount}


def _tally(node: nodes.Tallied, code: int | None, amount: int, at: Situation, dice: Dice) -> None:
    """Let a draw have given so much of an asset; where none is named, so much in all, and of one alone."""
    counted: tuple[int, int] | None
    if node.slot:
        counted = at.catalogue.slot(node.slot).index, -1 if code is None else code
        held = {**at.locals[node.local], counted: amount}
    else:
        counted = asset(at.catalogue, dice)
        held = {} if counted is None else {counted: amount}
    at.locals[node.local] = {each: count for each, count in held.items() if count}  # type: ignore[index]
