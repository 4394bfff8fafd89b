"""Typed expressions -> NumPy functions, for many players at a time.

Both branches of a choice and all parts of an `and` are evaluated for every row, so code survives any value:
indices are clipped, divisions by zero are silent, and what comes of them is never taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rules.expression import column_function, column_loop, column_pairs, column_value
from rules.expression.column_array import Array, broadcast
from rules.expression.column_frame import Frame, View
from rules.expression.column_memory import remembering
from rules.expression.column_value import Column
from rules.expression.node import (
    Apply,
    Best,
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    Lookup,
    MapField,
    Member,
    Node,
    Reached,
    Tallied,
    Unary,
)
from rules.program.catalogue import Catalogue, Formula

EMIT: dict[type[Node], Callable[[ColumnCode, Any], Column]] = {
    Const: column_value.const,
    Local: column_value.local,
    Cell: column_value.cell,
    Field: column_value.field,
    MapField: column_value.map_field,
    Member: column_value.member,
    Lookup: column_value.lookup,
    Unary: column_value.unary,
    Binary: column_value.binary,
    Compare: column_value.compare,
    Logic: column_value.logic,
    Choice: column_value.choice,
    Tallied: column_value.tallied,
    Function: column_function.function,
    Apply: column_function.apply,
    Reached: column_function.reached,
    Fold: lambda code, node: column_pairs.fold(code, node) or column_loop.fold(code, node),
    Best: column_loop.best,
}

Formulas = tuple[list[Column], tuple[int, ...]]


class ColumnCode:
    """Turn the expressions of one catalogue into functions; formulas are turned once."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin without formulas."""
        self.catalogue = catalogue
        self._formulas: dict[str, Formulas] = {}

    def column(self, node: Node) -> Column:
        """Return *node* as a function of a view; its values broadcast to the view's shape."""
        return EMIT[type(node)](self, node)

    def function(self, node: Node) -> Callable[[Frame, Array], Array]:
        """Return *node* as a function of a frame and the active rows: one value for each of them."""
        read = self.column(node)

        def evaluate(frame: Frame, rows: Array) -> Array:
            return broadcast(read(View(frame, rows, {})), rows.shape)

        return evaluate

    def formula(self, formula: Formula) -> Formulas:
        """Return the different bodies of a formula, and which of them each record has."""
        if formula.name not in self._formulas:
            different = list(dict.fromkeys(formula.bodies))
            places = tuple(different.index(body) for body in formula.bodies)
            columns = [self.column(body) for body in different]
            if len(columns) == 1:
                columns = [remembering(self, formula, columns[0])]
            self._formulas[formula.name] = columns, places
        return self._formulas[formula.name]

    def of_records(self, node: Node, var: str, records: Array) -> Array:
        """Return what *node*, which hangs on the record *var* alone, is for each of *records*."""
        none = np.zeros(0, dtype=np.int64)
        with np.errstate(all="ignore"):
            return self.column(node)(View(Frame([], none, none, none), none, {var: records}))
