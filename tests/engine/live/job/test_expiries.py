"""A thousand offers end over three processes, one of which is killed: each of them once."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.job.jobs import Jobs
from engine.live.query import connect
from engine.live.store.schema import metadata, object_
from tests.engine.live.job import worker
from tests.engine.live.job.worker import ran
from tests.servers import database, postgres

OFFERS = 1000
ENOUGH = 120.0  # seconds, on a busy machine


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Give the address of a new file."""
    yield f"sqlite+aiosqlite:///{folder / 'game.db'}"


@contextmanager
def postgresql(_: Path) -> Iterator[str]:
    """Give the address of a new database."""
    with postgres() as server, database(server) as url:
        yield url


async def filled(engine: AsyncEngine) -> None:
    """Fill a database with offers that have ended."""
    rows = [
        {
            "id": n,
            "world": 0,
            "scope": "trade",
            "owner": n,
            "version": 1,
            "hash": b"",
            "ends": n,
            "over": False,
        }
        for n in range(1, OFFERS + 1)
    ]
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        await connection.run_sync(worker.metadata.create_all)
        await connection.execute(insert(object_), rows)


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
    engine = connect(address)
    try:
        await watch(engine, processes)
    finally:
        await engine.dispose()


async def prepared(address: str) -> None:
    engine = connect(address)
    await filled(engine)
    await engine.dispose()


@pytest.mark.parametrize("kind", [sqlite, postgresql])
def test_each_of_a_thousand_offers_ends_once_though_a_process_is_killed(kind: object, tmp_path: Path) -> None:
    assert callable(kind)
    with kind(tmp_path) as address:
        asyncio.run(prepared(address))
        command = [sys.executable, "-m", "tests.engine.live.job.worker", address]
        processes = [subprocess.Popen(command) for _ in range(3)]
        try:
            asyncio.run(watched(address, processes))
        finally:
            for process in processes:
                process.kill()
                process.wait()
