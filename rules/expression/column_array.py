"""What a column is made of: tables of constants, and truths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rules.expression.type import NONE, Type
from rules.site import whole_word

Array = NDArray[Any]

# What stands where a list is shorter than the longest of its kind: no record's code, and not `NONE` either.
PADDING = NONE - 1


def constant(value: object, type_: Type) -> Array:
    """Return a constant that broadcasts to any rows."""
    if isinstance(value, str):
        return np.array(value, dtype=object)
    if isinstance(value, float):
        return np.array(value, dtype=np.float64)
    whole = np.array(whole_word(int(value)), dtype=np.int64)  # type: ignore[call-overload]
    return whole != 0 if type_.name == "bool" else whole


def table(values: Sequence[Any]) -> Array:
    """Return constants as an array; an empty table has one row that nobody reads."""
    return np.array(values, dtype=_common(values)) if len(values) else np.zeros(1, dtype=np.int64)


def matrix(rows: Sequence[Sequence[Any]]) -> Array:
    """Return rows of constants as one array."""
    flat = table([value for row in rows for value in row])
    return flat.reshape(len(rows), -1) if rows and rows[0] else np.zeros((1, 1), dtype=np.int64)


def padded(lists: Sequence[Sequence[Any]]) -> Array:
    """Return lists of different lengths as one array, filled up with `PADDING`."""
    longest = max((len(items) for items in lists), default=0) or 1
    rows = [[*items, *[PADDING] * (longest - len(items))] for items in lists]
    return matrix(rows)


def _common(values: Sequence[Any]) -> type:
    if any(isinstance(value, str) for value in values):
        return object
    return np.float64 if any(isinstance(value, float) for value in values) else np.int64


def entry(values: Array, index: Array) -> Array:
    """Return entries of a table; an index outside reads the entry next to it."""
    return np.asarray(values.take(index, mode="clip"), dtype=values.dtype)


def broadcast(values: Array, shape: tuple[int, ...]) -> Array:
    """Return values in a shape; `np.broadcast_to` takes its time even where they have it already."""
    return values if values.shape == shape else np.broadcast_to(values, shape)


def truths(values: Array) -> Array:
    """Return truths as bools; a cell holds them as 0 and 1."""
    return values if values.dtype == np.bool_ else np.not_equal(values, 0)


def figures(values: Array) -> Array:
    """Return what can be reckoned with: truths as 0 and 1."""
    return values.astype(np.int64) if values.dtype == np.bool_ else values
