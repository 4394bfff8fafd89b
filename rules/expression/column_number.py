"""The arithmetic of `rules.number` on columns, equal to it bit for bit."""

from __future__ import annotations

import numpy as np

from rules.expression.column_array import Array, figures
from rules.expression.type import CHANCE_PARTS
from rules.number import SNAP


def snap(x: Array) -> Array:
    """Return the half or whole number that each was meant to be, else the number."""
    half = np.rint(2 * x) / 2
    return np.where(np.abs(x - half) <= SNAP * np.maximum(1.0, np.abs(x)), half, x)


def is_whole(x: Array) -> bool:
    """Tell whether a column has no fractions to lose."""
    return x.dtype.kind != "f"


def floor(x: Array) -> Array:
    """Return the largest whole numbers that are at most *x*."""
    return figures(x) if is_whole(x) else np.floor(snap(x)).astype(np.int64)


def ceil(x: Array) -> Array:
    """Return the smallest whole numbers that are at least *x*."""
    return figures(x) if is_whole(x) else np.ceil(snap(x)).astype(np.int64)


def nearest(x: Array) -> Array:
    """Return the nearest whole numbers, the greater of two equally near."""
    return figures(x) if is_whole(x) else np.floor(snap(x) + 0.5).astype(np.int64)


def parts(chance: Array) -> Array:
    """Return chances as whole 10^-9 parts."""
    rounded: Array = np.rint(chance * CHANCE_PARTS).astype(np.int64)
    return rounded


def millionths(weight: Array) -> Array:
    """Return computed weights as whole 10^-6 parts."""
    rounded: Array = np.rint(weight * 10**6).astype(np.int64)
    return rounded
