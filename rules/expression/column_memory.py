"""A formula with a loop -> a column that remembers it for each row, until a cell that it reads is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rules.expression.column_array import Array
from rules.expression.column_frame import View
from rules.expression.column_value import Column
from rules.expression.footprint import footprint
from rules.expression.scalar_memory import worth_it
from rules.program.catalogue import Formula

if TYPE_CHECKING:
    from rules.expression.column import ColumnCode


def remembering(code: ColumnCode, formula: Formula, body: Column) -> Column:
    """Return the *body* of a formula, remembered; as it is, where evaluating again is as quick or must be."""
    catalogue = code.catalogue
    found = footprint(catalogue, formula) if not formula.params and worth_it(catalogue, formula) else None
    slots = found.slots if found is not None else None
    if slots is None:
        return body
    name, indices = formula.name, tuple(catalogue.slot(slot).index for slot in sorted(slots))

    def recall(view: View) -> Array:
        memory = view.frame.remember(name, indices)
        stale = memory.stale.take(view.rows)
        if stale.any():
            asked = np.flatnonzero(np.bincount(view.rows[stale]))
            memory.learn(asked, body(View(view.frame, asked, {})))
        return memory.values.take(view.rows)

    return recall
