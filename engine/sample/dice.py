"""A seed and an address -> numbers in a row, for situations that only have to be various."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rules.site import GOLDEN, mix, start

Thing = TypeVar("Thing")

NEAR = 12  # the lower end


class Dice:
    """Roll one number after the other; equal seeds and addresses give equal rolls."""

    def __init__(self, seed: int, *address: int) -> None:
        """Begin at an address."""
        self._state = start(seed, *address)

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1."""
        self._state += GOLDEN
        return (mix(self._state) * n) >> 64

    def within(self, lo: int, hi: int) -> int:
        """Return a whole number from *lo* to *hi*: an end, one near the lower end, or any."""
        return self.of(
            (lo, hi, *[lo + self.below(min(hi - lo, NEAR) + 1)] * 4, *[lo + self.below(hi - lo + 1)] * 2)
        )

    def of(self, things: Sequence[Thing]) -> Thing:
        """Return one of *things*."""
        return things[self.below(len(things))]
