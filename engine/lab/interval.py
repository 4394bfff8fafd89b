"""Whole-number sums over players -> between which numbers a proportion, a mean or a ratio lies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import erfc, inf, sqrt

_HALVINGS = 60
_FARTHEST = 38.0  # deviations beyond which a double has no chance left to tell


@dataclass(frozen=True, slots=True)
class Interval:
    """What was measured, and between which numbers the truth lies with some confidence.

    Both ends are infinite where too little was seen to tell.
    """

    low: float
    value: float
    high: float

    @property
    def signed(self) -> bool:
        """Tell whether the truth is surely above 0, or surely below."""
        return self.low > 0 or self.high < 0

    def per(self, parts: int) -> Interval:
        """Return the interval of an equal part of what was measured."""
        return Interval(self.low / parts, self.value / parts, self.high / parts)


def proportion(hits: int, n: int, confidence: float) -> Interval:
    """Return the interval of a chance of which *hits* of *n* were seen (Wilson 1927)."""
    if not n:
        return Interval(0.0, 0.0, 1.0)
    z = _deviations(confidence)
    share, more = hits / n, z * z / n
    middle = (share + more / 2) / (1 + more)
    half = z / (1 + more) * sqrt(share * (1 - share) / n + more / (4 * n))
    return Interval(
        max(0.0, middle - half) if hits else 0.0, share, min(1.0, middle + half) if hits < n else 1.0
    )


def mean(n: int, total: int, squares: int, confidence: float) -> Interval:
    """Return the interval of a mean, from the sum over *n* players and the sum of squares.

    Where all players had the same, the interval is that value alone: nothing else was seen.
    """
    if n < 2:  # noqa: PLR2004 - one player tells nothing of how players differ
        return Interval(-inf, float(total), inf)
    return _around(Fraction(total, n), Fraction(n * squares - total * total, n * n * (n - 1)), n, confidence)


def ratio(n: int, x: int, v: int, xx: int, xv: int, vv: int, confidence: float) -> Interval:
    """Return the interval of the sum of x over that of v, such as coins per visit (delta method).

    The sums are over *n* players: of x, of v, and of their products.
    """
    if n < 2 or not v:  # noqa: PLR2004 - likewise
        return Interval(-inf, x / v if v else 0.0, inf)
    residue = xx * v * v - 2 * x * v * xv + x * x * vv
    return _around(Fraction(x, v), Fraction(n * residue, (n - 1) * v**4), n, confidence)


def looks(confidence: float, most: int = 8) -> float:
    """Return the confidence of each of at most *most* looks, so that all hold together with *confidence*."""
    return 1 - (1 - confidence) / most


def _around(value: Fraction, variance: Fraction, n: int, confidence: float) -> Interval:
    half = _wider(_deviations(confidence), n - 1) * sqrt(variance)
    return Interval(float(value) - half, float(value), float(value) + half)


@cache
def _deviations(confidence: float) -> float:
    """Return within how many deviations of its mean a normal value lies with *confidence*."""
    low, high = 0.0, _FARTHEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if erfc(middle / sqrt(2)) < 1 - confidence else (middle, high)
    return high


def _wider(z: float, freedom: int) -> float:
    """Return *z* widened because the variance was measured too (Student's t by Cornish and Fisher, 1938)."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
