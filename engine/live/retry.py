"""Something that may fail for a moment -> tried again, later and later, and never by all at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import random
from time import monotonic
from typing import TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often (*tries*) and for how long (*most* seconds in all) something is tried.

    Before the nth try again it waits a random time up to *first* x 2^(n-1) seconds, at most *longest*: where
    many fail together, they do not come back together.
    """

    tries: int = 5
    most: float = 5.0
    first: float = 0.05
    longest: float = 1.0

    def wait(self, failures: int, chance: float) -> float:
        """Return how long to wait after so many failures; *chance* is from 0 to 1."""
        return chance * min(self.longest, self.first * 2.0 ** (failures - 1))


async def retried(
    what: Callable[[], Awaitable[Answer]],
    transient: tuple[type[Exception], ...],
    patience: Patience | None = None,
    *,
    chance: Callable[[], float] = random,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    clock: Callable[[], float] = monotonic,
) -> Answer:
    """Return what it answers at last; raise what it raises unless that is *transient*, or patience ends."""
    patience, began, failures = patience or Patience(), clock(), 0
    while True:
        try:
            return await what()
        except transient:
            failures += 1
            wait = patience.wait(failures, chance())
            if failures >= patience.tries or clock() + wait - began > patience.most:
                raise
        await sleep(wait)
