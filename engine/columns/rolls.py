"""Choose, Uniform, Select -> actions: weights added up row by row."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from engine.columns import luck
from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly, Read, look, spread
from engine.columns.draft import FAULT, Draft
from engine.columns.wheel import Wheel
from rules.expression import column_loop, column_pairs
from rules.expression.column_array import Array, figures
from rules.expression.node import ONE
from rules.expression.scalar import ScalarCode
from rules.expression.scalar_loop import is_constant
from rules.expression.type import NONE
from rules.program.node import Choose, Select, Uniform, Weights


def choose(out: Assembly, step: Choose) -> Action:
    """Roll for a place: the first whose weight, added to those before, exceeds what was rolled."""
    if not step.weights.nodes and step.weights.index is None:
        return _turn(Wheel(step.weights.rows[0]), step, None)
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


def _turn(wheel: Wheel, step: Choose | Select, codes: Array | None) -> Action:
    """Return the roll on weights that are the same for all; places are *codes*, where those are given."""

    def run(draft: Draft, active: Active) -> None:
        places = wheel.roll(draft.seed, step.site, active)
        draft.frame.bind(step.local, active.rows, places if codes is None else codes.take(places))

    return run


def _cumulative(out: Assembly, weights: Weights) -> Read:
    """Return what adds up weights that differ between rows: `[places, rows]`."""
    if weights.nodes:
        nodes = [out.whole(node) for node in weights.nodes]
        return lambda draft, active: np.cumsum([node(draft, active) for node in nodes], axis=0)
    assert weights.index is not None  # noqa: S101 - the caller looked
    rows = np.array([tuple(accumulate(row)) for row in weights.rows], dtype=np.int64).T
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
    constant = _constant(out, step)
    if constant is not None:
        return constant
    few = column_pairs.few(out.code, step.domain, step.var, step.where) if step.weigh is None else None
    if few is not None:
        return _one_of(few, step)
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


def _one_of(few: column_pairs.Find, step: Select) -> Action:
    """Return the roll for one of few members, all of equal weight."""

    def run(draft: Draft, active: Active) -> None:
        draft.frame.bind(step.local, active.rows, np.array(NONE, dtype=np.int64))
        pairs = few(look(draft, active))
        often = np.bincount(pairs.place, minlength=len(active))
        some = np.flatnonzero(often)
        rolling = active.at(some)
        rolled = luck.below(often[some], draft.seed, step.site, rolling)
        by_row = np.argsort(pairs.place.astype(np.min_scalar_type(len(active))), kind="stable")
        first = np.cumsum(often) - often
        chosen = pairs.view.bound[step.var][by_row[first[some] + rolled]]
        draft.frame.bind(step.local, rolling.rows, chosen)

    return run


def _constant(out: Assembly, step: Select) -> Action | None:
    """Return the roll for a pool that the catalogue alone decides, unless nothing is in it."""
    parts = [part for part in (step.where, step.weigh) if part is not None]
    if step.domain.form != "kind" or not all(is_constant(part, step.var) for part in parts):
        return None
    code = ScalarCode(out.catalogue)
    holds, weigh = (
        code.function(part if part is not None else ONE, (step.var,)) for part in (step.where, step.weigh)
    )
    codes = [each for each in range(len(out.catalogue.kinds[step.domain.kind].ids)) if holds((), None, each)]
    wheel = Wheel([int(weigh((), None, each)) for each in codes])
    return _turn(wheel, step, np.array(codes)) if wheel.total else None
