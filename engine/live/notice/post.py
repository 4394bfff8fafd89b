"""Notices that are due -> brought by a transport, each once; what cannot be is tried again, then kept."""

from __future__ import annotations

import asyncio
from random import Random

from engine.live.job.job import pause
from engine.live.job.loop import repeat
from engine.live.job.runner import Clock
from engine.live.notice.letter import ClosedError, Letter, SlowError, Transport, Wanted
from engine.live.notice.outbox import Outbox

TRIES = 5
LEASE = 60_000  # ms
_LEAST_LEFT = 0.5  # of a lease is what sending may take
_AT_ONCE = 32


class Post:
    """Bring notices, beside other processes that do."""

    def __init__(
        self,
        outbox: Outbox,
        transport: Transport,
        wanted: Wanted,
        clock: Clock,
        *,
        tries: int = TRIES,
        lease: int = LEASE,
        random: Random | None = None,
    ) -> None:
        """Begin with nothing on its way."""
        self.outbox, self.transport, self.wanted, self.clock = outbox, transport, wanted, clock
        self.tries, self.lease = tries, lease
        self.random = random or Random()  # noqa: S311 - pauses are no secret

    async def tick(self) -> int:
        """Bring what is due now, of each player one; return how many were on their way."""
        now = await self.clock()
        letters = await self.outbox.lease(now, now + self.lease, _AT_ONCE)
        await asyncio.gather(*map(self._bring, letters))
        return len(letters)

    async def run(self, stop: asyncio.Event, every: float = 1.0) -> None:
        """Bring notices until *stop* is set: at once while there are any, else every so many seconds."""
        await repeat(self.tick, stop, every, "notices")

    async def _bring(self, letter: Letter) -> None:
        try:
            async with asyncio.timeout(self.lease * _LEAST_LEFT / 1000):
                if not await self.wanted(letter):
                    await self.outbox.dropped(letter, "not wanted")
                    return
                await self.transport.send(letter)
        except ClosedError:
            await self.outbox.boxed(letter)
        except SlowError as slow:
            await self._later(letter, slow.after, str(slow))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong with one, the others are brought
            await self._later(letter, 0, f"{type(error).__name__}: {error}")
        else:
            await self.outbox.sent(letter, await self.clock())

    async def _later(self, letter: Letter, after: int, error: str) -> None:
        """Try again later, or keep for its player what was tried too often."""
        if letter.tries >= self.tries:
            await self.outbox.failed(letter, error)
            return
        wait = max(after, pause(letter.tries, self.random))
        await self.outbox.again(letter, await self.clock() + wait, error)
