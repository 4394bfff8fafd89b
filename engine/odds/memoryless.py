"""Steps whose odds never change -> at most how often a pull gives what, and when the first one comes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, inf, log1p

from engine.distribution.question import Gain, Mark
from engine.odds.stationary import ROUNDING
from engine.odds.walk import LEFT_OVER, PERCENTS, Hit
from rules.expression.node import Const
from rules.program.node import Each, Emit, Give, If, Repeat, Step, Sweep, Switch

What = Mark | Gain  # of a gain, the slot alone: its code is -1
Counts = dict[What, float]


def at_most(steps: Iterable[Step]) -> Counts:
    """Return how many of each mark, and of all assets of each slot, one run can give."""
    found: Counts = {}
    for step in steps:
        for what, count in _of(step).items():
            found[what] = found.get(what, 0) + count
    return found


def _of(step: Step) -> Counts:
    match step:
        case Emit(event="drawn", name=name):
            return {Mark(name): 1}
        case Give(rows=rows):
            found: Counts = {}
            for row in rows:
                what = Gain(row.slot, -1)
                amount = float(row.amount.value) if isinstance(row.amount, Const) else inf
                found[what] = found.get(what, 0) + amount
            return found
        case If(then=then, other=other):
            return _either([at_most(then), at_most(other)])
        case Switch(cases=cases):
            return _either(map(at_most, dict.fromkeys(cases)))
        case Repeat(most=most, body=body):
            return {what: count * most for what, count in at_most(body).items()}
        case Each(body=body):
            return dict.fromkeys(at_most(body), inf)
        case Sweep(reactions=reactions):
            return {what: inf for each in reactions for what in at_most(each.body)}
        case _:
            return {}


def _either(cases: Iterable[Counts]) -> Counts:
    found: Counts = {}
    for case in cases:
        for what, count in case.items():
            found[what] = max(found.get(what, 0), count)
    return found


def memoryless(rate: Fraction, pulls: int = 1) -> Hit:
    """Return when the first comes of what each of *pulls* alike pulls of a draw gives with the same chance.

    *rate* is that of the whole draw. The chances of single draws are left out: they fall by an equal part.
    """
    miss = (1 - rate / pulls) ** pulls
    if rate <= 0:
        return Hit(1, (), None, tuple((percent, None) for percent in PERCENTS), None)
    if not miss:
        return Hit(1, (1.0,), 1.0, tuple((percent, 1) for percent in PERCENTS), 1)
    falls = log1p(-float(1 - miss))
    percentiles = tuple(
        (percent, max(1, ceil(log1p(-percent / 100) / falls - LEFT_OVER))) for percent in PERCENTS
    )
    return Hit(1, (), float(1 / (1 - miss)), percentiles, None, ROUNDING)
