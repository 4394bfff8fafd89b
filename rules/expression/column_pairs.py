"""Folds over few of their members -> pairs of a member and a row, in one dimension, added up by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rules.expression import column_loop
from rules.expression.column_array import Array, figures, truths
from rules.expression.column_frame import View
from rules.expression.column_value import Column
from rules.expression.node import Apply, Best, Domain, Fold, Node, walk
from rules.expression.scalar_loop import conjunction, conjuncts
from rules.expression.sparse import vanishing
from rules.expression.type import COUNT

if TYPE_CHECKING:
    from rules.expression.column import ColumnCode


class Pairs(NamedTuple):
    """Members, each for one place of the view around the loop; *view* has them as its rows."""

    view: View
    place: Array

    def where(self, holds: Array) -> Pairs:
        """Return the pairs for which a truth holds."""
        kept = np.flatnonzero(np.broadcast_to(holds, self.place.shape))
        return self if len(kept) == len(self.place) else Pairs(self.view.at((kept,)), self.place[kept])


Find = Callable[[View], Pairs]


def fold(code: ColumnCode, node: Fold) -> Column | None:
    """Add, count or join over pairs; None where looking at every member of every row is as quick."""
    found = _held(code, node) or _listed(code, node)
    if found is None:
        return None
    find = _tested(code, *found)
    body = code.column(node.body) if node.body is not None and node.op != "count" else None

    def read(view: View) -> Array:
        shape, flat = view.shape, view.flat()
        pairs = find(flat)
        values = body(pairs.view) if body is not None and len(pairs.place) else np.ones((), dtype=np.int64)
        return _joined(node.op, pairs.place, values, len(flat.rows)).reshape(shape)

    return read


def few(code: ColumnCode, over: Domain, var: str, where: Node | None) -> Find | None:
    """Return what finds the members that satisfy *where*; None if many may."""
    found = _held(code, Fold(COUNT, "count", over, var, where, None))
    return None if found is None else _tested(code, *found)


def _tested(code: ColumnCode, find: Find, conditions: tuple[Node, ...]) -> Find:
    if not conditions:
        return find
    test = code.column(conjunction(conditions))

    def tested(view: View) -> Pairs:
        pairs = find(view)
        return pairs.where(truths(test(pairs.view))) if len(pairs.place) else pairs

    return tested


def _joined(op: str, place: Array, values: Array, size: int) -> Array:
    """Return what the values at each place come to."""
    if op == "count":
        return np.bincount(place, minlength=size)
    values = np.broadcast_to(truths(values) if op in {"any", "all"} else figures(values), place.shape)
    if op == "sum":
        total = np.zeros(size, dtype=values.dtype)
        np.add.at(total, place, values)
        return total
    joined = np.full(size, op == "all")
    joined[place[values != (op == "all")]] = op == "any"
    return joined


def _held(code: ColumnCode, node: Fold) -> tuple[Find, tuple[Node, ...]] | None:
    """Find the records whose cell is not 0, if the others add nothing."""
    over = node.domain
    slot = vanishing(code.catalogue, node, over.kind) if over.form == "kind" and node.op != "all" else None
    if slot is None:
        return None
    pool, conditions = column_loop.pool(code, over, node.var, conjuncts(node.where))
    codes, every = np.array(pool, dtype=np.int64), len(pool) == len(code.catalogue.kinds[over.kind].ids)

    def find(view: View) -> Pairs:
        cells = view.frame.cells[slot.index]
        held = (cells if every else cells[codes]).take(view.rows, axis=1)
        return _pairs(view, node.var, codes[:, np.newaxis], held != 0)

    return find, conditions


def _listed(code: ColumnCode, node: Fold) -> tuple[Find, tuple[Node, ...]] | None:
    """Find the members that are there, if much is asked of each and lists differ in length."""
    if node.domain.form == "kind" or not any(map(_is_heavy, (node.where, node.body))):
        return None
    members = column_loop.domain(code, node.domain)

    def find(view: View) -> Pairs:
        codes, there = members(view)
        return _pairs(view, node.var, codes, np.asarray(True if there is None else there))

    return find, conjuncts(node.where)


def _is_heavy(node: Node | None) -> bool:
    return node is not None and any(isinstance(part, Apply | Fold | Best) for part in walk(node))


def _pairs(view: View, var: str, codes: Array, there: Array) -> Pairs:
    """Return the pairs of members and rows that are there."""
    shape = len(codes), len(view.rows)
    found = np.flatnonzero(np.broadcast_to(there, shape))
    member, place = np.divmod(found, shape[1]) if shape[1] else (found, found)
    pairs = view.at((place,))
    pairs.bound[var] = np.broadcast_to(codes, shape)[member, place]
    return Pairs(pairs, place)
