"""Sweep -> action: reactions in rounds, each for the rows in which it is awake, until none fires.

The rules are those of `engine.player.sweep`; here who is awake and for whom something fired are columns, and
a row leaves the sweep with the round in which nothing fired for it.
"""

from __future__ import annotations

import numpy as np

from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly, look
from engine.columns.draft import Cells, Draft
from engine.columns.reaction import Asked, Watched
from rules.expression.column_array import Array
from rules.expression.column_hash import word
from rules.program.node import Sweep


def sweep(out: Assembly, step: Sweep) -> Action:
    """Run rounds, then leave waiting what may still fire."""
    watched = [Watched(out, reaction) for reaction in sorted(step.reactions, key=lambda each: each.id)]

    def run(draft: Draft, active: Active) -> None:
        asked = [Asked(each, draft) for each in watched]
        fired = _rounds(draft, active, asked, step.rounds)
        for each in asked:
            if each.watched.waiting is not None:
                _leave(draft, draft.living(active), each, each.watched.waiting, fired)

    return run


def _rounds(draft: Draft, active: Active, asked: list[Asked], rounds: int) -> Array:
    """Run rounds; return for which rows something fired in the last; before the first, anything may have."""
    fired = np.ones(draft.frame.rows, dtype=np.bool_)
    for number in range(rounds):
        fired = np.zeros(draft.frame.rows, dtype=np.bool_)
        for each in asked:
            active = draft.living(active)
            awake = each.awake(draft, active.rows, number)
            if awake.any():
                each.ask(draft, active.where(awake).inside(word(number)), fired)
        active = active.where(fired[active.rows])
        if not len(active):
            break
    return fired


def _leave(draft: Draft, active: Active, asked: Asked, waiting: tuple[int, int], fired: Array) -> None:
    """Write whether an awake reaction is left waiting; one that never fired, if none fired last, is not."""
    active = active.where(asked.awake(draft, active.rows, 0))
    live = fired[active.rows] | asked.any_fired(active.rows)
    index, code = waiting
    left = (asked.watched.holds(look(draft, active)) & live).astype(np.int64)
    held = draft.frame.cells[index][code].take(active.rows)
    changed = np.flatnonzero(left != held)
    if len(changed):
        cells = Cells(index, np.full(len(changed), code, dtype=np.int64), active.rows[changed])
        draft.write(cells, held[changed], left[changed])
