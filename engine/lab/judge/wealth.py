"""How many players hold how much -> the share of the richest, and the Gini coefficient, with intervals.

Amounts are kept to their first bits, so each stands for a span; the interval has room for all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil

from engine.lab.interval import Interval, mean
from engine.lab.summary import HELD_BITS, Summary

FEWEST = 10  # of the richest: of fewer nothing can be said
_PARTS = 10**6
_UNKNOWN = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Holders:
    """So many *players* who hold from *least* to *most*."""

    least: int
    most: int
    players: int

    @property
    def middle(self) -> float:
        """Return what they hold, as nearly as is known."""
        return (self.least + self.most) / 2


def held(summary: Summary, asset: str) -> list[Holders]:
    """Return who holds how much of an asset on the last evening, the poorest first; most hold something."""
    last = summary.days - 1
    counts = {
        amount: n for (name, day, amount), n in summary.supply.items() if name == asset and day == last and n
    }
    nothing = summary.players - sum(counts.values())
    found = [Holders(0, 0, nothing)] if nothing else []
    return [*found, *(Holders(amount, _most(amount), n) for amount, n in sorted(counts.items()))]


def _most(amount: int) -> int:
    """Return the greatest amount that is kept as this one."""
    return amount + (1 << max(0, amount.bit_length() - HELD_BITS)) - 1


def top_share(holders: Sequence[Holders], top: Fraction, confidence: float) -> Interval:
    """Return which share of all the richest hold."""
    n, p = sum(each.players for each in holders), float(top)
    everything = sum(each.middle * each.players for each in holders)
    if not everything:
        return Interval(0.0, 0.0, 1.0)
    split, rest = [], n * p
    for each in reversed(holders):
        split.append(min(rest, each.players))
        rest -= split[-1]
    pairs = [*zip(reversed(holders), split, strict=True)]
    share = sum(each.middle * rich for each, rich in pairs) / everything
    if ceil(n * p) < FEWEST:
        return Interval(_UNKNOWN[0], share, _UNKNOWN[1])
    threshold = next(each.middle for each, rich in reversed(pairs) if rich)
    average = everything / n

    def influence(each: Holders) -> float:
        return (max(0.0, each.middle - threshold) + p * threshold - share * each.middle) / average

    half = _half(holders, influence, ceil(n * p), confidence)
    least = sum(each.least * rich for each, rich in pairs)
    most = sum(each.most * rich for each, rich in pairs)
    below_least = sum(each.least * (each.players - rich) for each, rich in pairs)
    below_most = sum(each.most * (each.players - rich) for each, rich in pairs)
    low, high = least / (least + below_most or 1), most / (most + below_least or 1)
    return Interval(max(0.0, low - half), share, min(1.0, high + half))


def gini(holders: Sequence[Holders], confidence: float) -> Interval:
    """Return the Gini coefficient."""
    n = sum(each.players for each in holders)
    amounts = [each.middle * each.players for each in holders]
    everything = sum(amounts)
    if not everything or n < FEWEST:
        return Interval(0.0, 0.0, 1.0)
    ranks = _middles([each.players for each in holders], n)
    below = _middles(amounts, everything)
    ranked = sum(amount * rank for amount, rank in zip(amounts, ranks, strict=True)) / everything
    value, average = 2 * ranked - 1, everything / n
    influences = {
        each: 2 * (each.middle / average * (rank - ranked) + (1 - poorer) - ranked)
        for each, rank, poorer in zip(holders, ranks, below, strict=True)
    }
    half = _half(holders, influences.__getitem__, max(2, n // FEWEST), confidence)
    within = sum(_spread(each, n) for each in holders) / (4 * average)
    low, high = _lorenz(holders, n, poor_most=True), _lorenz(holders, n, poor_most=False)
    return Interval(max(0.0, low - half), value, min(1.0, high + within + half))


def _middles(parts: Sequence[float], whole: float) -> list[float]:
    """Return where the middle of each part lies among all."""
    return [(end - part / 2) / whole for part, end in zip(parts, accumulate(parts), strict=True)]


def _spread(each: Holders, n: int) -> float:
    return (each.players / n) ** 2 * (each.most - each.least)


def _lorenz(holders: Sequence[Holders], n: int, *, poor_most: bool) -> float:
    """Return the coefficient where at each point the poorer have the most they may, the richer the least."""
    ends = [(each.most, each.least) if poor_most else (each.least, each.most) for each in holders]
    poorer = [0, *accumulate(poor * each.players for (poor, _), each in zip(ends, holders, strict=True))]
    richer = [0, *accumulate(rich * each.players for (_, rich), each in zip(ends, holders, strict=True))]
    curve = [poor / (poor + richer[-1] - rich or 1) for poor, rich in zip(poorer, richer, strict=True)]
    pairs = zip(curve, curve[1:], holders, strict=False)
    return 1 - sum((before + after) * each.players / n for before, after, each in pairs)


def _half(
    holders: Sequence[Holders], influence: Callable[[Holders], float], few: int, confidence: float
) -> float:
    """Return half the width of an interval, from what each player does to the measure (linearised).

    What is known of the spread rests on *few*, the rich, so it is as uncertain as if nobody else were there.
    """
    n = sum(each.players for each in holders)
    squares = sum(each.players * influence(each) ** 2 for each in holders) / (n * (n - 1))
    return mean(few, 0, round(few * (few - 1) * squares * _PARTS**2), confidence).high / _PARTS
