"""Calls to something that may be away -> its answers, or at once the word that it is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

Answer = TypeVar("Answer")

MOST = 0.08  # seconds that a call may take
FAILURES = 3  # in a row, until nobody waits any more
FIRST_WAIT, LONGEST_WAIT = 0.2, 2.0  # seconds between two looks whether it is back


class AwayError(Exception):
    """What was called cannot be reached now, or did not answer in time; whether it did it is not known."""


@dataclass(slots=True)
class Breaker:
    """A way to something that may be away.

    After *failures* in a row it is open: calls fail at once, and *look* is asked in the background, less and
    less often, until it does not raise. *told* hears of each change, true when it is back.
    """

    look: Callable[[], Awaitable[object]]
    errors: tuple[type[Exception], ...] = ()  # besides OSError
    most: float = MOST
    failures: int = FAILURES
    told: Callable[[bool], None] = lambda _: None
    clock: Callable[[], float] = monotonic
    failed: int = 0  # in a row
    opened: int = 0  # how often it went away
    _again: float = 0.0
    _wait: float = FIRST_WAIT
    _looking: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_open(self) -> bool:
        """Tell whether calls fail at once."""
        return self.failed >= self.failures

    @property
    def back_in(self) -> float:
        """Return the seconds until it may be back."""
        return max(0.0, self._again - self.clock()) if self.is_open else 0.0

    async def call(self, what: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return what it answers; raise `AwayError` where it is away."""
        if self.is_open:
            self._glance()
            raise AwayError
        try:
            answer = await self._bounded(what)
        except AwayError:
            self._count()
            raise
        self.failed = 0
        return answer

    async def close(self) -> None:
        """Stop looking."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    async def _bounded(self, what: Callable[[], Awaitable[Answer]]) -> Answer:
        away: tuple[type[Exception], ...] = (OSError, *self.errors)  # being late is an OSError
        try:
            async with asyncio.timeout(self.most):
                return await what()
        except away as error:
            raise AwayError(str(error) or type(error).__name__) from error

    def _count(self) -> None:
        was_open, self.failed = self.is_open, self.failed + 1
        if self.is_open and not was_open:
            self.opened += 1
            self._wait = FIRST_WAIT
            self._again = self.clock() + self._wait
            self.told(False)

    def _glance(self) -> None:
        """Begin to look whether it is back, unless somebody looks or just did."""
        looking = self._looking is not None and not self._looking.done()
        if not looking and self.clock() >= self._again:
            self._looking = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        try:
            await self._bounded(self.look)
        except AwayError:
            self._wait = min(2 * self._wait, LONGEST_WAIT)
            self._again = self.clock() + self._wait
        else:
            self.failed = 0
            self.told(True)
