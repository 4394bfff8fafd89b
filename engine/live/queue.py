"""Work by key -> one at a time for each key, in order; seen, cleared, turned away where it is too much.

Correctness is not from here: objects are locked in the database. This is for order (a player's second click
after his first), for those who look why something hangs, and for refusing early what would come too late.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

LIMIT = 30.0  # seconds that a turn may take, the waiting for it included
MOST = 2_000  # turns at once, in the whole process
EACH = 20  # of one key
_WEIGHT = 0.05  # of the newest turn, in how long turns take on average
_LEAST_AFTER = 1.0  # seconds


class FullError(Exception):
    """Too much is waiting; whoever asks may try again *after* so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"try again in {after:.0f} s")
        self.after = after


class LateError(Exception):
    """A turn took longer than its time, or was cleared; what it had begun was broken off."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who has a key: for what, since when (seconds, of the queue's clock), and how many wait behind him."""

    key: Hashable
    what: str
    since: float
    waiting: int


@dataclass(slots=True)
class _Line:
    """Those who want one key: whoever has it, and the others in the order in which they came."""

    taken: bool = False
    what: str = ""
    since: float = 0.0
    turn: asyncio.Timeout | None = None
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)


class Queue:
    """Turns by key in one process."""

    def __init__(
        self,
        *,
        most: int = MOST,
        each: int = EACH,
        limit: float = LIMIT,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin with nobody."""
        self.most, self.each, self.limit, self.clock = most, each, limit, clock
        self.count = 0
        self.refused = 0
        self._lines: dict[Hashable, _Line] = {}
        self._takes = 0.01  # seconds that a turn takes, of late

    @asynccontextmanager
    async def turn(self, key: Hashable, what: str, limit: float | None = None) -> AsyncIterator[None]:
        """Wait for a key and have it; raise `FullError` at once, or `LateError` when the time is over."""
        self._admit(key)
        line = self._lines.setdefault(key, _Line())
        self.count += 1
        timeout = asyncio.timeout(self.limit if limit is None else limit)
        try:
            async with timeout:
                await self._wait(key, line)
                line.what, line.since, line.turn = what, self.clock(), timeout
                try:
                    yield
                finally:
                    line.turn = None
                    self._takes += _WEIGHT * (self.clock() - line.since - self._takes)
                    self._next(key, line)
        except TimeoutError as error:
            if not timeout.expired():
                raise  # it is of the work itself
            raise LateError(f"`{what}` took too long") from error
        finally:
            self.count -= 1

    def turns(self) -> list[Turn]:
        """Return who has which key, the longest first."""
        held = [
            Turn(key, line.what, line.since, len(line.waiting))
            for key, line in self._lines.items()
            if line.turn is not None
        ]
        return sorted(held, key=lambda turn: turn.since)

    def clear(self, key: Hashable) -> bool:
        """Break off the turn of whoever has a key, so that the next one gets it; tell whether anyone had."""
        line = self._lines.get(key)
        if line is None or line.turn is None:
            return False
        if not line.turn.expired():
            line.turn.reschedule(asyncio.get_running_loop().time())
        return True

    def _admit(self, key: Hashable) -> None:
        """Refuse at once what would wait too long behind others."""
        line = self._lines.get(key)
        before = len(line.waiting) + 1 if line is not None else 0
        if self.count < self.most and before < self.each:
            return
        self.refused += 1
        abreast = max(1, len(self._lines))
        raise FullError(max(_LEAST_AFTER, self._takes * max(before, self.count / abreast)))

    async def _wait(self, key: Hashable, line: _Line) -> None:
        """Wait until it is one's turn; a turn that comes to somebody who left goes to the next."""
        if not line.taken:
            line.taken = True
            return
        ready = asyncio.get_running_loop().create_future()
        line.waiting.append(ready)
        try:
            await ready
        except asyncio.CancelledError:
            if ready.done() and not ready.cancelled():
                self._next(key, line)
            elif ready in line.waiting:
                line.waiting.remove(ready)
            raise

    def _next(self, key: Hashable, line: _Line) -> None:
        """Give the turn to the first who still waits."""
        while line.waiting:
            ready = line.waiting.popleft()
            if not ready.done():
                ready.set_result(None)
                return
        del self._lines[key]
