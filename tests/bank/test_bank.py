"""Everything at once over few players, in several processes: nothing is lost, doubled or below zero."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.bank.audit import check_history, read_whole
from tests.bank.crowd import Crowd, Told, joined, run, store_of
from tests.bank.work import bank
from tests.engine.live.playing import playing


def robbed(crowd: Crowd) -> tuple[Told, list[str]]:
    """Let a crowd play; return what it was told, and all that does not add up."""

    async def join() -> set[str]:
        async with playing(store_of(crowd.url), bank()) as players:
            return {(await players.game.submit(command)).receipt for command in joined(crowd)}

    async def check(told: Told) -> list[str]:
        store = store_of(crowd.url)
        await store.open()
        try:
            return [*await read_whole(store), *await check_history(store, told.ids)]
        finally:
            await store.close()

    first = asyncio.run(join())
    told = run(crowd)
    told.ids |= first
    return told, [*told.wrong, *asyncio.run(check(told))]


def checked(crowd: Crowd) -> Told:
    told, wrong = robbed(crowd)
    assert wrong == []
    assert told.readings > 0
    assert told.deadlocks == 0
    return told


@pytest.mark.system("G18")
def test_a_hundred_thousand_operations_by_four_processes_add_up_on_postgresql(postgres_url: str) -> None:
    told = checked(Crowd(postgres_url, 25_000))
    assert len(told.ids) >= 95_000
    accepted = {each.split()[0] for each in told.outcomes if each.endswith("accepted")}
    assert accepted >= {*bank().programs} - {"purse", "join"}


def test_twenty_thousand_operations_by_four_processes_add_up_in_one_file(tmp_path: Path) -> None:
    told = checked(Crowd(f"sqlite:///{tmp_path / 'bank.db'}", 5_000))
    assert len(told.ids) >= 19_000


@pytest.mark.parametrize("fault", ["Unlocked", "Early", "Unbooked"])
def test_a_store_with_a_fault_does_not_add_up_on_postgresql(fault: str, postgres_url: str) -> None:
    _, wrong = robbed(Crowd(postgres_url, 2_400, fault=fault))
    assert wrong


def test_locks_without_an_order_end_in_deadlocks(postgres_url: str) -> None:
    told, _ = robbed(Crowd(postgres_url, 200, fault="Unsorted"))
    assert told.deadlocks > 0


@pytest.mark.parametrize("fault", ["UnbookedFile", "Forgetful"])
def test_a_store_with_a_fault_does_not_add_up_in_a_file(fault: str, tmp_path: Path) -> None:
    _, wrong = robbed(Crowd(f"sqlite:///{tmp_path / 'bank.db'}", 400, processes=2, fault=fault))
    assert wrong
