"""A folder -> a backup in it each day, tried out, and no more than so many."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from engine.live.backup.take import take
from engine.live.backup.tried import tried
from engine.live.job.job import FaultError, Job, Work
from engine.live.job.runner import Clock
from engine.live.store.protocol import Store

KIND = "backup"
_NAME = "reve-{:%Y%m%d-%H%M%S}.backup"
_ALL = "reve-*.backup"


def kept(store: Store, folder: Path, most: int, clock: Clock) -> Work:
    """Return the work that takes one, makes a game of it in RAM, and removes the oldest above *most*.

    One that cannot be restored, or is not sound, stays and fails the job, of which operators are told.
    """

    async def work(_: Job) -> None:
        now = await clock()
        path = folder / _NAME.format(datetime.fromtimestamp(now / 1000, UTC))
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        await take(store, path, now)
        wrong = (await tried(path))[1]
        if wrong:
            raise FaultError(f"`{path}` is not sound: {wrong[0]}")
        await asyncio.to_thread(_pruned, folder, most)

    return work


def _pruned(folder: Path, most: int) -> None:
    for old in sorted(folder.glob(_ALL))[:-most]:
        old.unlink()
