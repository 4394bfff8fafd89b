"""Let, Assign -> actions: everything is read before anything is written."""

from __future__ import annotations

import numpy as np

from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly
from engine.columns.draft import FAULT, Cells, Draft
from engine.columns.ledger import Line
from rules.expression.column_array import Array
from rules.expression.type import NONE
from rules.program.node import Assign, Let
from rules.program.slot import Slot

_LEAST, _MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


def let(out: Assembly, step: Let) -> Action:
    """Bind a local."""
    value, name = out.read(step.value), step.local

    def run(draft: Draft, active: Active) -> None:
        draft.frame.bind(name, active.rows, value(draft, active))

    return run


def bounds(slot: Slot) -> tuple[int, int]:
    """Return the least and the greatest value of a slot, those of an int64 where there is no such bound."""
    lo, hi = slot.type.lo, slot.type.hi
    return int(lo) if lo > _LEAST else _LEAST, int(hi) if hi < _MOST else _MOST


def outside(slot: Slot, values: Array) -> Array:
    """Tell which values a cell may not hold; an absent optional is no number."""
    lo, hi = bounds(slot)
    wrong: Array = (values < lo) | (values > hi)
    return wrong & (values != NONE) if slot.type.optional else wrong


def assign(out: Assembly, step: Assign) -> Action:
    """Read every value and key, then write in order; a row that faults writes no further."""
    slots = [out.catalogue.slot(write.slot) for write in step.writes]
    reads = [
        (out.whole(write.value), out.read(write.key) if write.key is not None else None, write.add)
        for write in step.writes
    ]

    def run(draft: Draft, active: Active) -> None:
        found = [
            (value(draft, active), key(draft, active) if key else None, add) for value, key, add in reads
        ]
        sound = None
        for slot, (value, keys, add) in zip(slots, found, strict=True):
            cells = Cells(slot.index, keys, active.rows)
            if sound is not None:
                cells, value = cells.where(sound), value[sound]  # noqa: PLW2901 - those who go on
            held = draft.read(cells)
            new = held + value if add else value
            wrong = outside(slot, new)
            if wrong.any():
                if step.clamp:
                    new = np.where(wrong, np.clip(new, *bounds(slot)), new)
                else:
                    draft.refuse(cells.rows[wrong], FAULT)
                    cells, held, new = cells.where(~wrong), held[~wrong], new[~wrong]
                    sound = draft.alive[active.rows]
            if step.keep:
                draft.keep(cells, new)
            draft.write(cells, held, new)
            if step.counts:
                _met(draft, cells, held, new)

    return run


def _met(draft: Draft, cells: Cells, held: Array, new: Array) -> None:
    """Note whose draw met the guarantee that a counter belongs to: it begins anew."""
    met = new == 0
    if met.any():
        where = cells.where(met)
        draft.ledger.met.append(Line(where.slot, "", where.keys, where.rows, held[met]))
