"""Several processes on one database -> nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine.live.store.protocol import Batch, Changed, GoneError, Holding, RetryError, Store
from engine.live.store.schema import entry, receipt
from tests.engine.live.store.hammer import KEY, SLOT, TASKS
from tests.engine.live.store.situations import ANNA, BEN, player, read, run, two, write
from tests.servers import Postgres

ROOT = Path(__file__).parents[4]
COUNT = 40
START = 1000


def test_two_processes_move_what_there_is_and_carry_out_each_command_once(shared_url: str) -> None:
    run(shared_url, _begin)

    given = [_ended(process) for process in [_hammer(shared_url, name) for name in ("a", "b")]]

    run(shared_url, _check)
    numbers = [int(number) for each in given for number in each.split()]
    assert len(set(numbers)) == 2 * TASKS


async def _begin(store: Store) -> None:
    anna, ben = await two(store)
    held = (Holding(SLOT, KEY, 0, START),)
    await write(
        store, Batch([Changed(player(anna, ANNA, holdings=held)), Changed(player(ben, BEN, holdings=held))])
    )


async def _check(store: Store) -> None:
    ids = await two(store)
    found = await read(store, *ids)
    commands = COUNT // 2 * 2
    async with store.reader.connect() as line:
        assert (await line.execute(select(func.count()).select_from(receipt))).scalar() == commands
        for number in ids:
            gained = select(func.count()).where(entry.c.target == number)
            lost = select(func.count()).where(entry.c.source == number)
            booked = (await line.execute(gained)).scalar_one() - (await line.execute(lost)).scalar_one()
            assert found[number].holdings[0].amount == START + booked
    assert sum(each.holdings[0].amount for each in found.values()) == 2 * START
    assert {each.version for each in found.values()} == {1 + commands}


def _hammer(url: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.engine.live.store.hammer", url, name, str(COUNT)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _ended(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    return out


def test_without_a_lock_the_second_of_two_groups_forgets_the_first(postgres_url: str) -> None:
    """What the locks are for; a test that does not see this sees nothing."""

    async def body(store: Store) -> int:
        await _begin(store)
        _, ben = await two(store)
        async with store.transaction() as first, store.transaction() as second:
            found = [(await group.read([ben]))[ben].holdings[0].amount for group in (first, second)]
            for group, amount in zip((first, second), found, strict=True):
                await group.write(
                    Batch([Changed(player(ben, holdings=(Holding(SLOT, KEY, 0, amount + 1),)))])
                )
                await group.commit()
        return (await read(store, ben))[ben].holdings[0].amount

    assert run(postgres_url, body) == START + 1


def test_whoever_waits_too_long_for_a_lock_is_told_to_try_again(postgres_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)
        async with store.transaction() as first, store.transaction() as second:
            await first.lock([ben])
            with pytest.raises(RetryError):
                await second.lock([ben])

    run(postgres_url, body)


def test_a_connection_that_is_cut_is_gone_and_the_next_group_has_another(postgres_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)
        await asyncio.gather(*(read(store, ben) for _ in range(4)))
        with pytest.raises(GoneError):
            await _write_cut(store, ben)
        await asyncio.sleep(0.05)
        assert (await read(store, ben))[ben].version == 0

    run(postgres_url, body)


async def _write_cut(store: Store, ben: int) -> None:
    async with store.transaction() as group:
        await _cut(store)
        await group.write(Batch([Changed(player(ben))]))


async def _cut(store: Store) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    async with store.engine.connect() as line:
        await line.exec_driver_sql(f"{others} AND pid <> pg_backend_pid()")


def test_a_server_that_is_away_is_gone_and_back_when_it_is(own_postgres: tuple[Postgres, str]) -> None:
    server, url = own_postgres

    async def body(store: Store) -> None:
        _, ben = await two(store)
        await write(store, Batch([Changed(player(ben))]))
        server.stop()
        with pytest.raises(GoneError):
            await read(store, ben)
        server.start()
        assert (await read(store, ben))[ben].version == 1

    run(url, body)
