"""Reads, arithmetic, comparison and logic -> functions of a view."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from rules.expression.column_array import (
    Array,
    constant,
    entry,
    figures,
    matrix,
    padded,
    table,
    truths,
)
from rules.expression.column_frame import View
from rules.expression.node import (
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Field,
    Local,
    Logic,
    Lookup,
    MapField,
    Member,
    Tallied,
    Unary,
)
from rules.expression.type import NONE

if TYPE_CHECKING:
    from rules.expression.column import ColumnCode

Column = Callable[[View], Array]

REFUSED = "columns run everything that one player alone decides; a cell of another player is not there"

_REAL: dict[str, Callable[[Array, Array], Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.true_divide,
    "//": np.floor_divide,
    "%": np.remainder,
}
_COMPARE: dict[str, Callable[[Array, Array], Any]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def const(_: ColumnCode, node: Const) -> Column:
    """Give the constant."""
    value = constant(node.value, node.type)
    return lambda _: value


def local(_: ColumnCode, node: Local) -> Column:
    """Read a loop variable or parameter, else a local of the program, `NONE` until it is bound."""
    name, unbound = node.name, np.array(NONE, dtype=np.int64)

    def read(view: View) -> Array:
        bound = view.bound.get(name)
        if bound is not None:
            return bound
        held = view.frame.locals.get(name)
        return unbound if held is None else held[view.rows]

    return read


def cell(code: ColumnCode, node: Cell) -> Column:
    """Read a cell; a key that is absent reads some cell of the slot, and nobody asks for the value."""
    if node.owner is not None:
        raise TypeError(REFUSED)
    index = code.catalogue.slot(node.slot).index
    if node.key is None:
        return lambda view: view.frame.cells[index].take(view.rows)
    if isinstance(node.key, Const) and node.key.value != NONE:
        record = int(node.key.value)
        return lambda view: view.frame.cells[index][record].take(view.rows)
    key = code.column(node.key)

    def read(view: View) -> Array:
        cells = view.frame.cells[index]
        held: Array = cells.reshape(-1).take(key(view) * cells.shape[1] + view.rows, mode="clip")
        return held

    return read


def field(code: ColumnCode, node: Field) -> Column:
    """Read a constant field."""
    values = table(code.catalogue.kinds[node.kind].columns[node.name])
    record = code.column(node.record)
    return lambda view: entry(values, record(view))


def map_field(code: ColumnCode, node: MapField) -> Column:
    """Read a row of a map, then its column."""
    values = matrix(code.catalogue.kinds[node.kind].maps[node.name])
    record, key = code.column(node.record), code.column(node.key)
    last, most = len(values) - 1, values.shape[1] - 1

    def read(view: View) -> Array:
        found: Array = values[np.clip(record(view), 0, last), np.clip(key(view), 0, most)]
        return found

    return read


def member(code: ColumnCode, node: Member) -> Column:
    """Look for an item among those of a record's list."""
    lists = padded(code.catalogue.kinds[node.kind].lists[node.name])
    record, item = code.column(node.record), code.column(node.item)

    def read(view: View) -> Array:
        among = lists.take(record(view), axis=0, mode="clip")
        return np.asarray(np.equal(among, item(view)[..., np.newaxis]).any(axis=-1))

    return read


def lookup(code: ColumnCode, node: Lookup) -> Column:
    """Read a table."""
    values, start, index = table(node.values), node.start, code.column(node.index)
    return lambda view: entry(values, index(view) - start)


def unary(code: ColumnCode, node: Unary) -> Column:
    """Negate."""
    operand = code.column(node.operand)
    if node.op == "not":
        return lambda view: np.logical_not(truths(operand(view)))
    return lambda view: np.negative(figures(operand(view)))


def binary(code: ColumnCode, node: Binary) -> Column:
    """Reckon."""
    operate, left, right = _REAL[node.op], code.column(node.left), code.column(node.right)
    return lambda view: operate(figures(left(view)), figures(right(view)))


def compare(code: ColumnCode, node: Compare) -> Column:
    """Compare."""
    operate, left, right = _COMPARE[node.op], code.column(node.left), code.column(node.right)
    return lambda view: operate(left(view), right(view)).astype(np.bool_, copy=False)


def logic(code: ColumnCode, node: Logic) -> Column:
    """Join parts; all are evaluated, and what an earlier one decided a later one cannot change."""
    operate = np.logical_and if node.op == "and" else np.logical_or
    parts = [code.column(part) for part in node.parts]
    return lambda view: reduce(operate, [truths(part(view)) for part in parts])


def choice(code: ColumnCode, node: Choice) -> Column:
    """Evaluate both branches and take from each what it decides."""
    test, then, other = code.column(node.test), code.column(node.then), code.column(node.other)
    return lambda view: np.where(truths(test(view)), then(view), other(view))


def tallied(code: ColumnCode, node: Tallied) -> Column:
    """Read a tally; without a slot, all of it."""
    name, nothing = node.local, np.zeros((), dtype=np.int64)
    index = code.catalogue.slot(node.slot).index if node.slot else None
    key = code.column(node.key) if node.key is not None else None

    def read(view: View) -> Array:
        tally = view.frame.tallies.get(name, {})
        if index is None:
            held = [counts[..., view.rows] for counts in tally.values()]
            return reduce(np.add, [each.sum(axis=0) if each.ndim > 1 else each for each in held], nothing)
        counts = tally.get(index)
        if counts is None:
            return nothing
        return counts[view.rows] if key is None else counts[np.clip(key(view), 0, len(counts) - 1), view.rows]

    return read
