"""A typed expression and a situation -> its value, node by node: slow, plain, the same as compiled code."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules import number
from rules.expression.node import (
    Apply,
    Best,
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Domain,
    Escrow,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    Lookup,
    Lying,
    MapField,
    Member,
    Node,
    Placed,
    Reached,
    Tallied,
    Unary,
)
from rules.expression.type import NONE
from rules.month import month
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.offer import lying, players_in, put_slot
from rules.program.slot import held, pair

Value = Any

BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}
COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
PLAIN: dict[str, Callable[..., Value]] = {
    "min": min,
    "max": max,
    "clamp": lambda x, lo, hi: lo if x < lo else min(x, hi),
    "abs": abs,
    "floor": number.floor,
    "ceil": number.ceil,
    "round": number.nearest,
    "parts": number.parts,
    "millionths": number.millionths,
    "has": lambda x: int(x != NONE),
    "default": lambda x, y: y if x == NONE else x,
    "weekday": lambda day: (day + 3) % 7 + 1,
    "month": month,
    "luck": number.luck,
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What an expression sees: cells by slot, the moment, locals; *known* overrides nodes, by identity."""

    catalogue: Catalogue
    cells: list[Any] = field(default_factory=list)
    moment: Moment = field(default_factory=lambda: Moment(0, 0))
    locals: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[int, Any] | None = None


def evaluate(node: Node, at: Situation) -> Value:
    """Return the value of *node* in a situation."""
    if at.known and id(node) in at.known:
        return at.known[id(node)]
    return _FORMS[type(node)](node, at)


def _const(node: Const, _at: Situation) -> Value:
    return node.value


def _local(node: Local, at: Situation) -> Value:
    return at.locals[node.name]


def _cell(node: Cell, at: Situation) -> Value:
    slot = at.catalogue.slot(node.slot)
    others: Mapping[int, Any] = at.moment.offers if slot.of_offer else at.moment.players
    cells = at.cells if node.owner is None else others[evaluate(node.owner, at)]
    held: Any = cells[slot.index]
    return held if node.key is None else held.get(evaluate(node.key, at), slot.default)


def _field(node: Field, at: Situation) -> Value:
    return at.catalogue.kinds[node.kind].columns[node.name][evaluate(node.record, at)]


def _map_field(node: MapField, at: Situation) -> Value:
    rows = at.catalogue.kinds[node.kind].maps[node.name]
    return rows[evaluate(node.record, at)][evaluate(node.key, at)]


def _member(node: Member, at: Situation) -> Value:
    return int(
        evaluate(node.item, at) in at.catalogue.kinds[node.kind].lists[node.name][evaluate(node.record, at)]
    )


def _lookup(node: Lookup, at: Situation) -> Value:
    return node.values[evaluate(node.index, at) - node.start]


def _unary(node: Unary, at: Situation) -> Value:
    value = evaluate(node.operand, at)
    return -value if node.op == "-" else int(not value)


def _binary(node: Binary, at: Situation) -> Value:
    return BINARY[node.op](evaluate(node.left, at), evaluate(node.right, at))


def _compare(node: Compare, at: Situation) -> Value:
    return int(COMPARE[node.op](evaluate(node.left, at), evaluate(node.right, at)))


def _logic(node: Logic, at: Situation) -> Value:
    decided = (all if node.op == "and" else any)(evaluate(part, at) for part in node.parts)
    return int(decided)


def _choice(node: Choice, at: Situation) -> Value:
    return evaluate(node.then if evaluate(node.test, at) else node.other, at)


def _function(node: Function, at: Situation) -> Value:
    args = [evaluate(arg, at) for arg in node.args]
    match node.name:
        case "now" | "today" | "me" | "seed" | "guild" | "channel":
            return getattr(at.moment, node.name)
        case "start_of":
            return at.catalogue.calendar.start_of(args[0])
        case "day_of":
            return at.catalogue.calendar.day_of(args[0])
        case "record_hash":
            return at.catalogue.kinds[node.args[0].type.kind].hashes[args[0]]
        case _:
            pass
    return PLAIN[node.name](*args)


def _apply(node: Apply, at: Situation) -> Value:
    formula = at.catalogue.formulas[node.formula]
    args = [evaluate(arg, at) for arg in node.args]
    inner = replace(at, locals=dict(zip(formula.params, args, strict=True)))
    if node.owner is not None:
        owner = evaluate(node.owner, at)
        inner = replace(inner, cells=at.moment.players[owner], moment=replace(at.moment, me=owner))
    return evaluate(formula.bodies[args[0] if formula.kind else 0], inner)


def _reached(node: Reached, at: Situation) -> Value:
    kind = at.catalogue.kinds[node.kind]
    value = evaluate(node.value, at)
    steps = list(enumerate(kind.columns[kind.ordered_by]))
    below = [code for code, step in steps if (step == value if node.exact else step <= value)]
    return below[-1] if below else NONE


def _placed(node: Placed, at: Situation) -> Value:
    period = 0 if node.period is None else evaluate(node.period, at)
    return at.moment.places.get((node.ranking, period), NONE)


def _tallied(node: Tallied, at: Situation) -> Value:
    tally = at.locals[node.local]
    if not node.slot:
        return sum(tally.values())
    key = -1 if node.key is None else evaluate(node.key, at)
    return tally.get((at.catalogue.slot(node.slot).index, key), 0)


def _escrow(node: Escrow, at: Situation) -> Value:
    slot = at.catalogue.slot(put_slot(node.offer.type.kind, node.slot))
    escrow: Any = at.moment.offers[evaluate(node.offer, at)][slot.index]
    key = 0 if node.key is None else evaluate(node.key, at)
    return held(escrow, key) if node.putter is None else escrow.get(pair(evaluate(node.putter, at), key), 0)


def _lying(node: Lying, at: Situation) -> Value:
    cells: Any = at.moment.offers[evaluate(node.offer, at)]
    putter = None if node.putter is None else evaluate(node.putter, at)
    return lying(at.catalogue, node.offer.type.kind, cells, putter)


def _fold(node: Fold, at: Situation) -> Value:
    rounds = _rounds(node.domain, node.var, node.where, at)
    if node.op == "count" or node.body is None:
        return sum(1 for _ in rounds)
    values = (evaluate(node.body, inner) for _, inner in rounds)
    return sum(values) if node.op == "sum" else int((any if node.op == "any" else all)(values))


def _best(node: Best, at: Situation) -> Value:
    found, most = NONE, None
    for member, inner in _rounds(node.domain, node.var, node.where, at):
        measure = evaluate(node.measure, inner)
        if most is None or measure > most:
            found, most = member, measure
    return found


def _rounds(domain: Domain, var: str, where: Node | None, at: Situation) -> Iterator[tuple[int, Situation]]:
    for member in members(domain, at):
        inner = replace(at, locals={**at.locals, var: member})
        if where is None or evaluate(where, inner):
            yield member, inner


def members(domain: Domain, at: Situation) -> list[int]:
    """Return what a loop goes over."""
    if domain.form == "slots":
        cells = [at.cells[at.catalogue.slot(slot).index] for slot in domain.slots]
        return sorted({cell for cell in cells if cell != NONE})
    if domain.node is None:
        return list(range(len(at.catalogue.kinds[domain.kind].ids)))
    value = evaluate(domain.node, at)
    if domain.form == "players":
        return players_in(at.catalogue, domain.owner, at.moment.offers[value])
    if domain.form == "upto":
        return list(range(1, value + 1))
    return list(at.catalogue.kinds[domain.owner].lists[domain.field][value])


_FORMS: dict[type[Node], Callable[..., Value]] = {
    Const: _const,
    Local: _local,
    Cell: _cell,
    Field: _field,
    MapField: _map_field,
    Member: _member,
    Lookup: _lookup,
    Unary: _unary,
    Binary: _binary,
    Compare: _compare,
    Logic: _logic,
    Choice: _choice,
    Function: _function,
    Apply: _apply,
    Reached: _reached,
    Placed: _placed,
    Tallied: _tallied,
    Escrow: _escrow,
    Lying: _lying,
    Fold: _fold,
    Best: _best,
}
