"""The arithmetic of decision 0001: what a designer would work out on paper comes out, on every machine."""

from __future__ import annotations

import math

from rules.expression.type import CHANCE_PARTS
from rules.site import GOLDEN, mix

# How far, relative to the number, a result may lie from a half or a whole one and still be meant as it.
SNAP = 4e-15

LUCK_BITS = 32
_LUCK_ONE = 1 << LUCK_BITS


def snap(x: float) -> float:
    """Return the half or whole number that *x* was meant to be, else *x*."""
    half = round(2 * x) / 2
    return half if abs(x - half) <= SNAP * max(1.0, abs(x)) else x


def floor(x: float) -> int:
    """Return the largest whole number that is at most *x*."""
    return math.floor(snap(x))


def ceil(x: float) -> int:
    """Return the smallest whole number that is at least *x*."""
    return math.ceil(snap(x))


def nearest(x: float) -> int:
    """Return the nearest whole number, the greater of two equally near."""
    return math.floor(snap(x) + 0.5)


def parts(chance: float) -> int:
    """Return a chance as whole 10^-9 parts, the only form in which one is rolled."""
    return round(chance * CHANCE_PARTS)


def millionths(weight: float) -> int:
    """Return a computed weight as whole 10^-6 parts."""
    return round(weight * 10**6)


def luck(site: int, owner: int, period: int, record: int) -> int:
    """Return minus log2 of a hash in (0, 1], in parts of 2^-32: an exponential variable for weighted picks.

    The record with the smallest luck / weight is picked with chance weight / total (Efraimidis and Spirakis
    2006), whatever other records there are. The logarithm is by squaring whole numbers, so that no platform's
    library is in it.
    """
    bits = mix(mix(mix(site + owner * GOLDEN) + period * GOLDEN) ^ record) | 1
    whole = bits.bit_length() - 1
    shift = whole - LUCK_BITS + 1
    mantissa = bits >> shift if shift >= 0 else bits << -shift
    fraction = 0
    for _ in range(LUCK_BITS):
        mantissa = (mantissa * mantissa) >> (LUCK_BITS - 1)
        fraction <<= 1
        if mantissa >= _LUCK_ONE:
            fraction |= 1
            mantissa >>= 1
    return ((64 - whole) << LUCK_BITS) - fraction
