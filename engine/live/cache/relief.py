"""How full the machine's memory is -> caches emptied before it is short."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

import psutil

WARNING = 80.0  # per cent


class Emptied(Protocol):
    """What can be done without."""

    def empty(self) -> int:
        """Forget all, and return how much there was."""


def used() -> float:
    """Return how much of the memory is in use, in per cent."""
    return float(psutil.virtual_memory().percent)


def relieve(caches: Iterable[Emptied], warning: float = WARNING, read: Callable[[], float] = used) -> int:
    """Empty caches if more than *warning* per cent are in use; return how many values went."""
    return sum(cache.empty() for cache in caches) if read() > warning else 0
