"""PostgreSQL's notifications -> every process: what was kept, is active, or changed; after a cut, too."""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from engine.live.bell import Bell
from engine.live.store.connect import connect
from engine.live.store.postgres import PostgresStore
from tests.bot.playing import until

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reve bell'"


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_a_bell_is_heard_by_everybody_and_heard_again_after_it_was_cut(postgres_url: str) -> None:
    async def run() -> None:
        store, heard, other = PostgresStore(postgres_url), list[str](), list[str]()
        bells = Bell(store.engine, heard.append), Bell(store.engine, other.append)
        tasks = [asyncio.create_task(each.listen()) for each in bells]
        await until(lambda: heard == other == [""])
        assert await bells[0].ring("changed a b")
        await until(lambda: heard == other == ["", "changed a b"])
        async with store.engine.begin() as line:
            await line.execute(text(CUT))
        await until(lambda: heard == other == ["", "changed a b", ""])
        assert await bells[1].ring("generation 2")
        await until(lambda: heard == other == ["", "changed a b", "", "generation 2"])
        assert not await bells[1].ring("x" * 9000)
        for task in tasks:
            await stopped(task)
        assert not await bells[0].ring("nobody hears it")
        await store.close()

    asyncio.run(run())


def test_many_may_ring_at_once(postgres_url: str) -> None:
    async def run() -> None:
        store, heard = PostgresStore(postgres_url), list[str]()
        bell = Bell(store.engine, heard.append)
        task = asyncio.create_task(bell.listen())
        await until(lambda: heard == [""])
        assert all(await asyncio.gather(*(bell.ring(str(each)) for each in range(20))))
        await until(lambda: heard == ["", *map(str, range(20))])
        await stopped(task)
        await store.close()

    asyncio.run(run())


def test_where_there_is_no_bell_nobody_waits_for_it() -> None:
    async def run() -> None:
        store = connect("memory://")
        await store.open()
        bell = Bell(store.engine, list[str]().append)
        await bell.listen()
        assert not await bell.ring("anything")
        await store.close()

    asyncio.run(run())
