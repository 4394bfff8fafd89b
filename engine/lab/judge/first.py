"""`first: an entry` -> its exact odds: the chance within so many draws, or how many draws it takes."""

from __future__ import annotations

from math import inf

from engine.distribution.question import TooWide, Watch
from engine.lab.interval import Interval
from engine.lab.judge.player import newcomer
from engine.lab.judge.promise import deciding, narrower
from engine.lab.judge.verdict import NEAR, Judged, decided
from engine.odds.chain import Draw
from engine.odds.report import hit
from engine.odds.walk import Hit
from rules.program.target import First, Target
from rules.ruleset import Ruleset


def judge_first(ruleset: Ruleset, target: Target, first: First) -> Judged:
    """Compare exact odds with the bounds."""
    state, moment = newcomer(ruleset, first.given)
    draw = Draw(ruleset.catalogue, ruleset.tables[first.table], state.cells, moment)
    mark = f"{first.table}.{first.entry}"
    found = hit(draw, Watch(frozenset({mark})), first.copies)
    if isinstance(found, TooWide):
        return Judged(target, "undecided", why=found.said, hint=narrower(found))
    value = _value(found, first)
    measured = Interval(value, value, value)
    answer = decided(target, measured)
    hint = deciding(ruleset, first, draw) if answer == "fails" else ""
    return Judged(target, answer, measured, hint=hint)


def _value(found: Hit, first: First) -> float:
    if first.within:
        return sum(found.pmf[: first.within])
    if first.draws == "mean":
        return inf if found.mean is None else found.mean
    share = float(first.draws)
    return next((draw for draw, chance in enumerate(found.cdf, 1) if chance >= share - NEAR), inf)
