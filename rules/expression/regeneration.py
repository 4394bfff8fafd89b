"""A variable that grows by itself -> the time at which it is full."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from rules.expression.code import TYPE
from rules.expression.formula import typed
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import (
    Apply,
    Binary,
    BinaryOp,
    Cell,
    Choice,
    Compare,
    Const,
    Function,
    Node,
    const,
)
from rules.expression.scope import FormulaSign, Regeneration, Vocabulary
from rules.expression.type import BOOL, INTEGER_MOST, NONE, TIME, integer
from rules.expression.words import NOW_IS
from rules.suggest import did_you_mean

_WHOLE = integer(-INTEGER_MOST, INTEGER_MOST)
_ONE = const(1)


def regenerations(declared: Vocabulary) -> Iterator[FormulaSign]:
    """Yield what a pack says of each variable that grows by itself, as formulas."""
    for sign in declared.variables.values():
        if sign.regenerates:
            yield from (sign.regenerates.by, sign.regenerates.up_to)


def full_at(inference: Inference, tree: ast.Call, _name: str) -> Node:
    """Return when a variable is full if nothing else happens; now if it is, absent where nothing grows."""
    (arg,) = tree.args
    value = inference.value(arg)
    if not known(value):
        return value
    found = _regeneration(inference, value)
    if found is None or not isinstance(value, Cell):
        growing = [name for name, sign in inference.scope.declared.variables.items() if sign.regenerates]
        written = ast.unparse(arg)
        message = f"`full_at` takes a variable that `regenerates`, `{written}` is none"
        return inference.report(arg, TYPE, message, did_you_mean(written, growing))
    by, up_to = (_asked(inference, sign, value) for sign in (found.by, found.up_to))
    if not known(by, up_to):
        return UNKNOWN
    return _when(value, found, by, up_to)


def _regeneration(inference: Inference, value: Node) -> Regeneration | None:
    signs = inference.scope.declared.variables.values()
    slots = {sign.slot: sign.regenerates for sign in signs}
    return slots.get(value.slot) if isinstance(value, Cell) else None


def _asked(inference: Inference, sign: FormulaSign, cell: Cell) -> Node:
    """Return what a tick brings or where it ends, for the record and the player of a cell."""
    formula = typed(inference, sign)
    if formula is None or not known(*formula.bodies):
        return UNKNOWN
    args = () if cell.key is None else (cell.key,)
    return Apply(formula.result, sign.name, args, cell.owner)


def _when(value: Cell, found: Regeneration, by: Node, up_to: Node) -> Node:
    """Return the end of the last tick that is needed; times stop where whole numbers end."""
    grows = by.type.lo >= 1
    tick = by if grows else Function(by.type.within(1, max(1, by.type.hi)), "max", (_ONE, by))
    ticks = _of("//", _of("+", _of("-", up_to, value), _of("-", tick, _ONE)), tick)
    most = const(INTEGER_MOST // found.every + 1)
    passing = _of("*", Function(_WHOLE, "min", (ticks, most)), const(found.every))
    ends = _of("+", Cell(TIME, found.since, value.key, value.owner), passing)
    then: Node = Function(TIME, "max", (NOW_IS, Function(TIME, "min", (ends, const(INTEGER_MOST)))))
    type_ = TIME if grows else TIME.maybe()
    if not grows:
        then = Choice(type_, Compare(BOOL, ">", by, const(0)), then, Const(type_, NONE))
    return Choice(type_, Compare(BOOL, ">=", value, up_to), NOW_IS, then)


def _of(op: BinaryOp, left: Node, right: Node) -> Node:
    return Binary(_WHOLE, op, left, right)
