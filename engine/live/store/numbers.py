"""A way to take blocks of numbers -> as many in a row as are asked for, mostly without a trip."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

BLOCK = 256
OBJECT = "object"
# What counts from where when nothing is there yet: 0 is no object and no record.
COUNTERS = {OBJECT: 1, "content": 1}


class Blocks:
    """Numbers of objects that this process may give; those it does not give are never given."""

    def __init__(self, take: Callable[[str, int], Awaitable[range]]) -> None:
        self._more = take
        self._left = range(0)
        self._lock = asyncio.Lock()

    async def take(self, count: int) -> range:
        """Return *count* numbers in a row that nobody else gets."""
        async with self._lock:
            if len(self._left) < count:
                self._left = await self._more(OBJECT, max(BLOCK, count))
            taken, self._left = self._left[:count], self._left[count:]
            return taken
