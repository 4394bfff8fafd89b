"""The mixing of `rules.site` and the luck of `rules.number` on columns, equal to them bit for bit."""

from __future__ import annotations

import numpy as np

from rules.expression.column_array import Array
from rules.number import LUCK_BITS
from rules.site import GOLDEN, MASK

_GOLDEN = np.uint64(GOLDEN)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31 = np.uint64(27), np.uint64(30), np.uint64(31)
_ONE = np.uint64(1)
_LUCK_ONE = np.uint64(1 << LUCK_BITS)
_HALVES = tuple(np.uint64(1 << power) for power in (5, 4, 3, 2, 1, 0))


def words(values: Array) -> Array:
    """Return whole numbers as 64 bits without a sign, in one dimension at least, so that they wrap."""
    return np.atleast_1d(np.asarray(values)).astype(np.uint64)


def word(value: int) -> Array:
    """Return one number's lowest 64 bits."""
    return np.array([value & MASK], dtype=np.uint64)


def mix(z: Array) -> Array:
    """Scramble 64 bits, as `rules.site.mix` does."""
    mixed: Array = z >> _S30
    mixed ^= z
    mixed *= _M1
    mixed ^= mixed >> _S27
    mixed *= _M2
    mixed ^= mixed >> _S31
    return mixed


def inside(coordinate: Array, step: Array) -> Array:
    """Return the coordinates of round *step* of loops at *coordinate*."""
    return mix(coordinate + (step + _ONE) * _GOLDEN)


def start(players: Array, *occasion: Array) -> Array:
    """Return the coordinates at which commands begin: who acts, and on what occasion."""
    coordinate = mix(words(players) * _GOLDEN + _GOLDEN)
    for part in occasion:
        coordinate = inside(coordinate, words(part))
    return coordinate


def luck(site: Array, owner: Array, period: Array, record: Array) -> Array:
    """Return `rules.number.luck` of columns."""
    keyed = mix(words(site) + words(owner) * _GOLDEN)
    bits = mix(mix(keyed + words(period) * _GOLDEN) ^ words(record)) | _ONE
    whole = np.zeros_like(bits)
    left = bits
    for half in _HALVES:
        high = (left >> half) > 0
        whole = whole + high * half
        left = np.where(high, left >> half, left)
    mantissa = np.where(whole >= _S31, bits >> (whole - _S31), bits << (_S31 - whole))
    return ((64 - whole.astype(np.int64)) << LUCK_BITS) - _fraction(mantissa)


def _fraction(mantissa: Array) -> Array:
    """Return the binary digits of log2 of a mantissa in [2^31, 2^32), by squaring."""
    fraction = np.zeros(mantissa.shape, dtype=np.int64)
    for _ in range(LUCK_BITS):
        mantissa = (mantissa * mantissa) >> _S31
        over = mantissa >= _LUCK_ONE
        fraction = (fraction << 1) | over
        mantissa = np.where(over, mantissa >> _ONE, mantissa)
    return fraction
