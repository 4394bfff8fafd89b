"""Counter luck on columns: equal to `engine.chance.CounterChance` for every row."""

from __future__ import annotations

import numpy as np

from engine.columns.active import Active
from rules.expression.column_array import Array
from rules.expression.column_hash import mix, word
from rules.expression.type import CHANCE_PARTS
from rules.site import GOLDEN, Site
from rules.site import mix as mix_one

_LOW = np.uint64((1 << 32) - 1)
_HALF = np.uint64(32)
_NONE = np.uint64(0)


def bits(seed: int, site: Site, coordinate: Array, attempt: int = 0) -> Array:
    """Return 64 bits for each coordinate."""
    keyed = mix_one(mix_one(seed + GOLDEN) + site.hash)
    return mix(coordinate + word(keyed + attempt * GOLDEN))


def high_word(a: Array, b: Array) -> Array:
    """Return the upper 64 of the 128 bits of a x b, by halves."""
    a_low, a_high, b_low, b_high = a & _LOW, a >> _HALF, b & _LOW, b >> _HALF
    middle = a_high * b_low + ((a_low * b_low) >> _HALF)
    other = a_low * b_high + (middle & _LOW)
    high: Array = a_high * b_high + (middle >> _HALF) + (other >> _HALF)
    return high


def below_one(n: int, seed: int, site: Site, active: Active) -> Array:
    """Return a whole number from 0 to n - 1 for each row, one n for all, as `below` does."""
    if n >> 32:
        return below(np.array(n), seed, site, active)
    found, size = bits(seed, site, active.coordinate), np.uint64(n)
    low = found * size
    value = found >> _HALF
    value *= size
    found &= _LOW
    found *= size
    found >>= _HALF
    value += found
    value >>= _HALF
    again = np.flatnonzero(low < np.uint64((1 << 64) % n))
    if len(again):
        value[again] = below(np.array(n), seed, site, active.at(again)).astype(np.uint64)
    return value.view(np.int64)


def happens(chance: int, seed: int, site: Site, active: Active) -> Array:
    """Tell for which rows a chance (in 10^-9 parts) comes true; what is certain needs no roll."""
    if chance in {0, CHANCE_PARTS}:
        return np.full(len(active), chance > 0)
    return np.asarray(below_one(CHANCE_PARTS, seed, site, active) < chance)


def below(n: Array, seed: int, site: Site, active: Active) -> Array:
    """Return a whole number from 0 to n - 1 for each row (its own n, or one for all); rejected rows retry."""
    n = np.broadcast_to(n.astype(np.uint64), active.rows.shape)
    found = bits(seed, site, active.coordinate)
    value, low = high_word(found, n), found * n
    again = np.flatnonzero(low < n)
    attempt = 0
    while len(again):
        size = n[again]
        again = again[low[again] < (_NONE - size) % size]
        attempt += 1
        found = bits(seed, site, active.coordinate[again], attempt)
        value[again], low[again] = high_word(found, n[again]), found * n[again]
    return value.astype(np.int64)
