"""Kinds of work and a clock -> jobs done as they fall due, in this process, beside those of others."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from random import Random
from uuid import uuid4

from engine.live.job.job import TRIES, FaultError, Job, Plan, Work, pause
from engine.live.job.jobs import Jobs
from engine.live.job.loop import repeat

LEASE = 60_000  # ms: a job that takes longer is stopped before anyone else may begin it
_LEAST_LEFT = 0.8  # of a lease is what the work itself may take
_AT_ONCE = 16
_log = logging.getLogger(__name__)

Clock = Callable[[], Awaitable[int]]  # the store's, in ms


class Runner:
    """Do the jobs of some kinds; *plans* say what there is to be done besides what is in the list."""

    def __init__(
        self,
        jobs: Jobs,
        works: Mapping[str, Work],
        plans: Sequence[Plan],
        clock: Clock,
        *,
        tries: int = TRIES,
        lease: int = LEASE,
        at_once: int = _AT_ONCE,
        random: Random | None = None,
    ) -> None:
        """Be somebody that leases can be told of."""
        self.jobs, self.works, self.plans, self.clock = jobs, works, plans, clock
        self.tries, self.lease, self.at_once = tries, lease, at_once
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self.random = random or Random()  # noqa: S311 - pauses are no secret

    async def tick(self) -> int:
        """Plan, and do once what is due; return how many jobs were begun."""
        now = await self.clock()
        for plan in self.plans:
            await self.jobs.add(await plan(now), now)
        leased = await self.jobs.lease(now, now + self.lease, self.name, self.works.keys(), self.at_once)
        await asyncio.gather(*(self._do(each) for each in leased))
        return len(leased)

    async def run(self, stop: asyncio.Event, every: float = 1.0) -> None:
        """Do jobs until *stop* is set: at once while there are any, else every so many seconds."""
        await repeat(self.tick, stop, every, "jobs")

    async def _do(self, each: Job) -> None:
        try:
            async with asyncio.timeout(self.lease * _LEAST_LEFT / 1000):
                await self.works[each.kind](each)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in one job, the others are done
            last = each.tries >= self.tries or isinstance(error, FaultError)
            await self._failed(each, f"{type(error).__name__}: {error}", last=last)
        else:
            await self.jobs.done(each, await self.clock())

    async def _failed(self, each: Job, error: str, *, last: bool) -> None:
        now = await self.clock()
        if last:
            _log.error("job %s failed %d times: %s", each.name, each.tries, error)
            await self.jobs.fail(each, now, error)
        else:
            await self.jobs.again(each, now + pause(each.tries, self.random), error)
