"""A history of switches, renames, retirements, offers, refusals and corrections comes out again."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engine.live.store.connect import connect
from tests.engine.live.again import ORDERS, again, replayed
from tests.engine.live.crowd import Crowd, Time, history

COMMANDS = 2_000
SMALL = 300


def made(path: Path, commands: int) -> tuple[str, Crowd]:
    """Return the address of a database with a history in it."""
    url = f"sqlite:///{path}"

    async def play() -> Crowd:
        time = Time()
        store = connect(url, clock=time)
        await store.open()
        try:
            return await history(store, time, commands)
        finally:
            await store.close()

    return url, asyncio.run(play())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Crowd]:
    return made(tmp_path_factory.mktemp("long") / "game.db", COMMANDS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("short") / "game.db"
    made(path, SMALL)
    return path


def test_the_history_has_everything_in_it(kept: tuple[str, Crowd]) -> None:
    url, crowd = kept
    with sqlite3.connect(url.removeprefix("sqlite:///")) as line:
        actions = dict(
            line.execute("SELECT action, count(*) FROM receipt WHERE outcome = 'accepted' GROUP BY 1")
        )
        rulesets = line.execute(
            "SELECT count(DISTINCT ruleset), count(DISTINCT generation) FROM receipt"
        ).fetchone()
        shared = line.execute("SELECT count(*) FROM object WHERE scope NOT IN ('player', 'world')").fetchone()
    line.close()
    wanted = {"system.revert", "system.ban", "system.retire", "trade", "card_drop", "grab", "list_esprit"}
    assert wanted - actions.keys() == set()
    assert any(name.endswith(".at_end") for name in actions)
    assert rulesets == (3, 5)
    assert shared[0] > 10
    assert {"accepted", "short", "bad_param", "offer.gone"} - crowd.outcomes.keys() == set()


@pytest.mark.parametrize("order", ORDERS)
def test_it_comes_out_again_in_every_order(kept: tuple[str, Crowd], order: str) -> None:
    found = again(kept[0], ORDERS[order])
    assert (found.differences, found.count) == ([], 0)
    assert found.receipts > COMMANDS * 0.9
    assert found.objects > 50


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_it_comes_out_again_whatever_the_hashes_of_texts_are(kept: tuple[str, Crowd], seed: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.engine.live.again", kept[0], "written"],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split()[2:] == ["0"]


def test_a_player_s_history_is_replayed_with_all_that_it_depends_on_and_no_more(small: Path) -> None:
    url = f"sqlite:///{small}"
    with sqlite3.connect(small) as line:
        players = [row[0] for row in line.execute("SELECT id FROM object WHERE scope = 'player' ORDER BY id")]
        total = line.execute("SELECT count(*) FROM receipt").fetchone()[0]
    line.close()
    for player in players[:3]:
        found = again(url, player=player)
        assert (found.differences, found.count, found.objects) == ([], 0, 1)
        assert 1 < found.receipts < total


LAST = "WHERE position = (SELECT max(position) FROM receipt WHERE"
FAULTS = {  # what is done to the database, and what is then told
    "a reply that says something else": (
        f"UPDATE receipt SET reply = '{{}}' {LAST} reply <> '{{}}')",  # noqa: S608
        ": reply: expected {}, found {",
    ),
    "another outcome": (
        f"UPDATE receipt SET outcome = 'accepted' {LAST} outcome = 'refused')",  # noqa: S608
        ": outcome: expected accepted, found refused",
    ),
    "a roll that was not rolled": (
        f"UPDATE receipt SET rolls = replace(rolls, '\"nonce\":\"', '\"nonce\":\"9') {LAST} rolls <> '[]')",  # noqa: S608
        ": rolls: expected ",
    ),
    "an entry of another amount": (
        "UPDATE entry SET amount = amount + 1 WHERE receipt = (SELECT min(receipt) FROM entry)",
        ": entry 0: expected ",
    ),
    "more than anybody gave": ("UPDATE holding SET amount = amount + 1", ": holding "),
    "a cell that nobody wrote": (
        "INSERT INTO cell SELECT object, slot, 99999, 5 FROM cell LIMIT 1",
        ": cell ",
    ),
    "a receipt that is gone": (
        "UPDATE receipt SET objects = replace(objects, ',0,1]', ',5000,5001]') WHERE action = 'start'",
        "no receipt made it",
    ),
    "another time": ("UPDATE object SET time = time + 1 WHERE scope = 'player'", ": time: expected "),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_changed_afterwards_is_named(small: Path, tmp_path: Path, fault: str) -> None:
    statement, named = FAULTS[fault]
    shutil.copy(small, tmp_path / "game.db")
    line = sqlite3.connect(tmp_path / "game.db")
    assert line.execute(statement).rowcount > 0
    line.commit()
    line.close()
    found = again(f"sqlite:///{tmp_path / 'game.db'}")
    assert found.count > 0
    assert any(named in str(each) for each in found.differences), found.differences[:3]


def test_two_processes_over_postgresql_leave_a_history_that_comes_out_again(postgres_url: str) -> None:
    async def play() -> None:
        time = Time()
        store = connect(postgres_url, clock=time)
        await store.open()
        try:
            await history(store, time, SMALL, seed=2)
            for rank in ORDERS.values():
                found = await replayed(store, rank)
                assert (found.differences, found.count) == ([], 0)
        finally:
            await store.close()

    asyncio.run(play())
