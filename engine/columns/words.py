"""Tally, Emit -> actions: what a draw gives is counted; what is told to nobody is left out."""

from __future__ import annotations

import numpy as np

from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly
from engine.columns.draft import Cells, Draft
from rules.expression.column_array import Array
from rules.program.catalogue import Catalogue
from rules.program.node import Emit, Tally


def tally(_: Assembly, step: Tally) -> Action:
    """Begin an empty tally."""

    def run(draft: Draft, active: Active) -> None:
        for counts in draft.frame.tallies.get(step.local, {}).values():
            counts[..., active.rows] = 0

    return run


def emit(_: Assembly, __: Emit) -> Action:
    """Do nothing: nobody listens to many players at once."""
    return lambda _, __: None


def count(draft: Draft, catalogue: Catalogue, name: str, cells: Cells, amount: Array) -> None:
    """Count so much of an asset in a tally."""
    slot = catalogue.slots[cells.slot]
    counted = draft.frame.tallies.setdefault(name, {})
    if cells.slot not in counted:
        counted[cells.slot] = np.zeros_like(draft.frame.cells[slot.index])
    counted[cells.slot][cells.place] += amount
