"""The id of a record -> what is its own about its looks, the same on every machine and for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

_T = TypeVar("_T")
_WHOLE = 1 << 32


@dataclass(frozen=True, slots=True)
class Traits:
    """Each trait hangs on its name and the id alone, so that a new one changes no other."""

    of: str

    def share(self, name: str) -> float:
        """Return a number from 0 up to 1."""
        digest = sha256(f"{self.of}\x00{name}".encode()).digest()
        return int.from_bytes(digest[:4], "big") / _WHOLE

    def between(self, name: str, low: float, high: float) -> float:
        """Return a number from *low* up to *high*."""
        return low + (high - low) * self.share(name)

    def count(self, name: str, low: int, high: int) -> int:
        """Return a whole number from *low* to *high*."""
        return low + int(self.share(name) * (high - low + 1))

    def one(self, name: str, of: Sequence[_T]) -> _T:
        """Return one of several."""
        return of[int(self.share(name) * len(of))]

    def likely(self, name: str, chance: float) -> bool:
        """Tell whether it has what so many have."""
        return self.share(name) < chance
