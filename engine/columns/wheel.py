"""Weights that are the same for every row -> what turns bits into places, in a few looks.

A number below the sum of the weights belongs to the first place whose weight, added to those before, exceeds
it. The numbers are cut into slots of equal width; a slot that lies within one place names it, the others are
searched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from engine.columns import luck
from engine.columns.active import Active
from rules.expression.column_array import Array
from rules.site import Site

_SLOTS = 12  # 2 ** 12 at least, so that nearly every number falls into a slot that names its place
_SEARCHED = -1


class Wheel:
    """Roll for places; of weights that are all 0 nothing can be rolled."""

    def __init__(self, weights: Sequence[int]) -> None:
        """Add the weights up and name the slots."""
        sums = list(accumulate(weights))
        self.total = sums[-1] if sums else 0
        self._sums = np.array(sums, dtype=np.int64)
        self._shift = max(0, (self.total - 1).bit_length() - _SLOTS)
        self._named = np.array([self._name(sums, slot) for slot in range(-(-self.total >> self._shift))])

    def _name(self, sums: Sequence[int], slot: int) -> int:
        first, last = slot << self._shift, min(((slot + 1) << self._shift), self.total) - 1
        place = bisect_right(sums, first)
        return place if place == bisect_right(sums, last) else _SEARCHED

    def roll(self, seed: int, site: Site, active: Active) -> Array:
        """Return the place of each row."""
        rolled = luck.below_one(self.total, seed, site, active)
        found: Array = self._named.take(rolled >> self._shift)
        searched = np.flatnonzero(found == _SEARCHED)
        found[searched] = np.searchsorted(self._sums, rolled[searched], side="right")
        return found
