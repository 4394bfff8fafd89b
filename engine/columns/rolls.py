"""Choose, Uniform, Select -> actions: weights added up row by row."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from engine.columns import luck
from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly, Read, look, spread
from engine.columns.draft import FAULT, Draft
from rules.expression import column_loop
from rules.expression.column_array import figures
from rules.expression.type import NONE
from rules.program.node import Choose, Select, Uniform, Weights


def choose(out: Assembly, step: Choose) -> Action:
    """Roll for a place: the first whose weight, added to those before, exceeds what was rolled."""
    cumulative = _cumulative(out, step.weights)
    may_fault = [node.type.lo < 0 for node in step.weights.nodes]

    def run(draft: Draft, active: Active) -> None:
        sums = cumulative(draft, active)
        if may_fault:
            sound = sums[-1] != 0
            if any(may_fault):
                sound &= (np.diff(sums, axis=0, prepend=0) >= 0).all(axis=0)
            draft.refuse(active.rows[~sound], FAULT)
            active, sums = active.where(sound), sums[:, sound]
        rolled = luck.below(sums[-1], draft.seed, step.site, active)
        draft.frame.bind(step.local, active.rows, np.sum(sums <= rolled, axis=0))

    return run


def _cumulative(out: Assembly, weights: Weights) -> Read:
    """Return what adds weights up: `[places, rows]`, or one column for all rows."""
    if weights.nodes:
        nodes = [out.whole(node) for node in weights.nodes]
        return lambda draft, active: np.cumsum([node(draft, active) for node in nodes], axis=0)
    rows = np.array([tuple(accumulate(row)) for row in weights.rows], dtype=np.int64).T
    if weights.index is None:
        return lambda _, __: rows
    index = out.whole(weights.index)
    return lambda draft, active: rows.take(index(draft, active), axis=1)


def uniform(out: Assembly, step: Uniform) -> Action:
    """Roll a whole number."""
    lo, hi = out.whole(step.lo), out.whole(step.hi)
    may_fault = step.hi.type.lo < step.lo.type.hi

    def run(draft: Draft, active: Active) -> None:
        least, most = lo(draft, active), hi(draft, active)
        if may_fault:
            sound = least <= most
            draft.refuse(active.rows[~sound], FAULT)
            active, least, most = active.where(sound), least[sound], most[sound]
        rolled = luck.below(most - least + 1, draft.seed, step.site, active)
        draft.frame.bind(step.local, active.rows, least + rolled)

    return run


def select(out: Assembly, step: Select) -> Action:
    """Roll for a member of a pool: the first whose weight, added to those before, exceeds what was rolled."""
    enter = column_loop.loop(out.code, step.domain, step.var, step.where)
    weigh = out.code.column(step.weigh) if step.weigh is not None else None

    def run(draft: Draft, active: Active) -> None:
        draft.frame.bind(step.local, active.rows, np.array(NONE, dtype=np.int64))
        inner, codes, there = enter(look(draft, active))
        if not len(codes):
            return
        weights = figures(weigh(inner)) if weigh else np.ones((), dtype=np.int64)
        weights = weights if there is None else np.where(there, weights, 0)
        sums = np.cumsum(spread(weights, codes, active), axis=0)
        some = sums[-1] > 0
        rolling, sums = active.where(some), sums[:, some]
        rolled = luck.below(sums[-1], draft.seed, step.site, rolling)
        chosen = spread(codes, codes, active)[np.sum(sums <= rolled, axis=0), np.flatnonzero(some)]
        draft.frame.bind(step.local, rolling.rows, chosen)

    return run
