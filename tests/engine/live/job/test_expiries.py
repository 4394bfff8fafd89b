"""A thousand offers end over three processes, one of which is killed: each of them once."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.job.jobs import Jobs
from engine.live.store.connect import connect
from engine.live.store.schema import object_
from tests.engine.live.job import worker
from tests.engine.live.job.worker import ran

OFFERS = 1000
ENOUGH = 120.0  # seconds, on a busy machine


async def filled(address: str) -> None:
    """Fill a database with offers that have ended."""
    trade = {"world": 0, "scope": "trade", "version": 1, "hash": b"", "over": False}
    rows = [{**trade, "id": n, "owner": n, "ends": n} for n in range(1, OFFERS + 1)]
    async with opened(address) as engine, engine.begin() as connection:
        await connection.run_sync(worker.metadata.create_all)
        await connection.execute(insert(object_), rows)


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[AsyncEngine]:
    """Give the engine of a store."""
    store = connect(address)
    await store.open()
    try:
        yield store.engine
    finally:
        await store.close()


async def reached(engine: AsyncEngine, most: int) -> int:
    """Wait until so many have ended, and return how many have."""
    async with asyncio.timeout(ENOUGH):
        while (found := await count(engine)) < most:  # noqa: ASYNC110 - other processes do it
            await asyncio.sleep(0.05)
    return found


async def count(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(ran))).scalar_one()


async def shares(engine: AsyncEngine) -> dict[int, int]:
    """Return how many offers each process ended."""
    asked = select(ran.c.process, func.count()).group_by(ran.c.process)
    async with engine.connect() as connection:
        return {row[0]: row[1] for row in await connection.execute(asked)}


async def watch(engine: AsyncEngine, processes: list[subprocess.Popen[bytes]]) -> None:
    """Kill a process in the middle of its work, and wait until nothing is left to do."""
    await reached(engine, OFFERS // 5)
    busy = max((await shares(engine)).items(), key=lambda share: share[1])[0]
    next(each for each in processes if each.pid == busy).send_signal(signal.SIGKILL)
    assert await reached(engine, OFFERS) == OFFERS
    jobs = Jobs(engine)
    async with asyncio.timeout(ENOUGH):
        while await jobs.listed():  # noqa: ASYNC110 - likewise
            await asyncio.sleep(0.1)
    assert not await jobs.listed(failed=True)
    assert len(await shares(engine)) > 1


async def watched(address: str, processes: list[subprocess.Popen[bytes]]) -> None:
    async with opened(address) as engine:
        await watch(engine, processes)


@pytest.mark.system("P13")
def test_each_of_a_thousand_offers_ends_once_though_a_process_is_killed(shared_url: str) -> None:
    asyncio.run(filled(shared_url))
    command = [sys.executable, "-m", "tests.engine.live.job.worker", shared_url]
    processes = [subprocess.Popen(command) for _ in range(3)]
    try:
        asyncio.run(watched(shared_url, processes))
    finally:
        for process in processes:
            process.kill()
            process.wait()
