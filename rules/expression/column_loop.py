"""Folds over records -> broadcasts along an axis of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rules.expression.column_array import PADDING, Array, figures, padded, truths
from rules.expression.column_frame import View
from rules.expression.column_value import Column
from rules.expression.node import Best, Domain, Fold, Node
from rules.expression.scalar_loop import conjunction, conjuncts, is_constant
from rules.expression.type import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.expression.column import ColumnCode

# Members `[members, 1, ..., 1 or rows]`, and which of them are there for whom (None: all for everybody).
Members = tuple[Array, "Array | None"]


def _raised(array: Array, view: View) -> Array:
    """Return members `[members, ...]` with an axis for each loop around and one for the rows."""
    missing = view.depth + 2 - array.ndim
    return array.reshape(array.shape[0], *(1,) * missing, *array.shape[1:])


def domain(code: ColumnCode, over: Domain, pool: tuple[int, ...] | None = None) -> Callable[[View], Members]:
    """Return the members of a domain for a view; a *pool* stands for those of a kind that can matter."""
    if over.form == "kind":
        chosen = range(len(code.catalogue.kinds[over.kind].ids)) if pool is None else pool
        codes = np.array(chosen, dtype=np.int64)
        return lambda view: (_raised(codes, view), None)
    if over.form == "slots":
        return _slots(tuple(code.catalogue.slot(name).index for name in over.slots))
    assert over.node is not None  # noqa: S101 - the two forms left have one
    node = code.column(over.node)
    if over.form == "upto":
        return _upto(node, over.size)
    return _field(node, padded(code.catalogue.kinds[over.owner].lists[over.field]))


def _slots(indices: tuple[int, ...]) -> Callable[[View], Members]:
    """Go over what scalar cells hold: in order, each once, `NONE` left out."""

    def members(view: View) -> Members:
        held = np.sort(np.stack([view.frame.cells[index][view.rows] for index in indices]), axis=0)
        there = held != NONE
        there[1:] &= held[1:] != held[:-1]
        return _raised(held, view), _raised(there, view)

    return members


def _upto(node: Column, size: int) -> Callable[[View], Members]:
    def members(view: View) -> Members:
        most = np.clip(node(view), 0, size)
        numbers = _raised(np.arange(1, int(most.max(initial=0)) + 1), view)
        return numbers, numbers <= most

    return members


def _field(node: Column, lists: Array) -> Callable[[View], Members]:
    def members(view: View) -> Members:
        found = _raised(np.moveaxis(lists.take(node(view), axis=0, mode="clip"), -1, 0), view)
        return found, found != PADDING

    return members


def loop(
    code: ColumnCode, over: Domain, var: str, where: Node | None
) -> Callable[[View], tuple[View, Array, Array | None]]:
    """Return what a loop's body sees: its view, its members, and which of them satisfy *where* for whom."""
    conditions, chosen = conjuncts(where), None
    if over.form == "kind":
        chosen, conditions = pool(code, over, var, conditions)
    members = domain(code, over, chosen)
    test = code.column(conjunction(conditions)) if conditions else None

    def enter(view: View) -> tuple[View, Array, Array | None]:
        codes, there = members(view)
        inner = view.inside(var, codes)
        if test is not None:
            holds = truths(test(inner))
            there = holds if there is None else there & holds
        return inner, codes, there

    return enter


def pool(
    code: ColumnCode, over: Domain, var: str, conditions: tuple[Node, ...]
) -> tuple[tuple[int, ...], tuple[Node, ...]]:
    """Return the records that satisfy the constant conditions at the front, and the conditions left."""
    fixed = 0
    while fixed < len(conditions) and is_constant(conditions[fixed], var):
        fixed += 1
    members = np.arange(len(code.catalogue.kinds[over.kind].ids))
    if fixed:
        holds = truths(code.of_records(conjunction(conditions[:fixed]), var, members))
        members = members[np.broadcast_to(holds, members.shape)]
    return tuple(members.tolist()), conditions[fixed:]


def along(values: Array, codes: Array) -> Array:
    """Return *values* with the axis of the members in front, even where they are the same for all."""
    return np.broadcast_to(values, np.broadcast_shapes(values.shape, (len(codes), *(1,) * (codes.ndim - 1))))


def fold(code: ColumnCode, node: Fold) -> Column:
    """Add, count or join over every member for every row."""
    enter = loop(code, node.domain, node.var, node.where)
    body = code.column(node.body) if node.body is not None else None
    every = node.op == "all"
    joins = node.op in {"any", "all"}

    def read(view: View) -> Array:
        inner, codes, there = enter(view)
        values = np.ones((), dtype=np.int64) if body is None or node.op == "count" else body(inner)
        values = truths(values) if joins else figures(values)
        if there is not None:
            values = np.where(there, values, every)
        values = along(values, codes)
        if joins:
            return np.asarray(values.all(axis=0) if every else values.any(axis=0))
        total: Array = values.sum(axis=0)
        return total

    return read


def best(code: ColumnCode, node: Best) -> Column:
    """Search for the greatest measure, the first among equals."""
    enter = loop(code, node.domain, node.var, node.where)
    measure = code.column(node.measure)

    def read(view: View) -> Array:
        inner, codes, there = enter(view)
        if not len(codes):
            return np.array(NONE, dtype=np.int64)
        values = figures(measure(inner))
        if there is not None:
            values = np.where(there, values, -np.inf)
        values = along(values, codes)
        place = values.argmax(axis=0)[np.newaxis]
        found: Array = np.take_along_axis(np.broadcast_to(codes, values.shape), place, axis=0)[0]
        return found if there is None else np.where(along(there, codes).any(axis=0), found, NONE)

    return read
