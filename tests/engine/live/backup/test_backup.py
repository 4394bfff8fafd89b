"""Backups: taken while everybody plays, made into any store, and exact; or refused."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select, update

from engine.live.backup.archive import ArchiveError, reading
from engine.live.backup.restore import restore
from engine.live.backup.sound import findings
from engine.live.backup.take import take
from engine.live.game import Bounds
from engine.live.store.connect import connect
from engine.live.store.protocol import Store
from engine.live.store.schema import entry, holding, metadata, object_
from rules.load import load
from rules.ruleset import Ruleset
from tests.engine.live.playing import Players, opened, playing

PACK = Path(__file__).parents[4] / "content" / "reve"


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """The default game."""
    found = load(PACK).ruleset
    assert found is not None
    return found


async def _busy(players: Players, until: asyncio.Event) -> None:
    async def one(owner: int) -> None:
        await players.do(owner, "start")
        while not until.is_set():
            await players.do(owner, "open_echo", echo="standard_echo")
            await players.do(owner, "daily")

    await asyncio.gather(*(one(owner) for owner in range(1, 9)))


async def _rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    async with store.reader.connect() as line:
        return {
            table.name: [tuple(row) for row in await line.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def _taken(
    url: str, ruleset: Ruleset, path: Path, then: Callable[[Store], Awaitable[object]] | None = None
) -> None:
    """Play on the store at *url* and take a backup meanwhile; *then* looks at the store when all is quiet."""

    async def run() -> None:
        store = connect(url)
        async with playing(store, ruleset, Bounds(patience=60.0)) as players:
            over = asyncio.Event()
            play = asyncio.create_task(_busy(players, over))
            for owner in range(1, 9):
                await players.do(owner, "start", id_=f"first-{owner}")
            await take(store, path, 1_000)
            over.set()
            await play
            if then is not None:
                await then(store)

    asyncio.run(run())


@pytest.mark.system("S6")
@pytest.mark.parametrize("other", ["memory", "sqlite", "postgres"])
def test_a_backup_taken_under_load_is_exact_in_any_store(
    store_url: str, other: str, ruleset: Ruleset, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "game.backup"
    _taken(store_url, ruleset, path)
    url = (
        request.getfixturevalue("other_postgres_url")
        if other == "postgres"
        else ("memory://" if other == "memory" else f"sqlite:///{tmp_path / 'other.db'}")
    )

    async def run() -> None:
        async with opened(url) as store:
            manifest, wrong = await restore(store, path)
            assert wrong == []
            assert manifest.rows["receipt"] >= 8
            again = tmp_path / "again.backup"
            assert (await take(store, again, 1_000)).digests == manifest.digests
            with pytest.raises(ArchiveError, match="not empty"):
                await restore(store, path)

    asyncio.run(run())


@pytest.mark.system("S6")
def test_play_goes_on_after_a_restore(ruleset: Ruleset, tmp_path: Path) -> None:
    path = tmp_path / "game.backup"
    _taken("memory://", ruleset, path)

    async def run() -> None:
        store = connect("memory://")
        await store.open()
        await restore(store, path)
        async with playing(store, ruleset) as players:
            assert (await players.do(1, "start", id_="first-1")).again
            assert (await players.do(99, "start", id_="new")).outcome == "accepted"

    asyncio.run(run())


@pytest.mark.system("S6")
def test_what_is_wrong_with_a_store_is_found(store_url: str, ruleset: Ruleset, tmp_path: Path) -> None:
    async def spoil(store: Store) -> None:
        assert await findings(store) == []
        async with store.engine.begin() as line:
            one = (await line.execute(select(func.min(holding.c.object)))).scalar_one()
            await line.execute(
                update(holding).where(holding.c.object == one).values(amount=holding.c.amount + 1)
            )
        found = await findings(store)
        assert any(f"object {one}: the ledger has -1 more" in each for each in found)
        assert f"object {one}: what it has is not what its hash says" in found
        async with store.engine.begin() as line:
            await line.execute(entry.delete())
        assert len(await findings(store)) > len(found)

    _taken(store_url, ruleset, tmp_path / "game.backup", spoil)


@pytest.mark.system("S6")
@pytest.mark.parametrize("spoil", ["cut", "text", "flipped"])
def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(
    spoil: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    path = tmp_path / "game.backup"
    _taken("memory://", ruleset, path)
    content = bytearray(path.read_bytes())
    if spoil == "cut":
        content = content[: len(content) // 2]
    elif spoil == "text":
        content = bytearray(b"gold: 500\n")
    else:
        with ZipFile(path) as file:  # between its files there are bytes on which nothing depends
            most = max(file.infolist(), key=lambda each: each.compress_size)
        content[most.header_offset + most.compress_size // 2] ^= 0xFF
    path.write_bytes(content)

    async def run() -> None:
        async with opened("memory://") as store:
            with pytest.raises(ArchiveError):
                await restore(store, path)
            async with store.reader.connect() as line:
                assert (await line.execute(select(func.count()).select_from(object_))).scalar() == 0

    asyncio.run(run())


def test_no_byte_that_is_changed_is_taken_for_anything_but_damage(ruleset: Ruleset, tmp_path: Path) -> None:
    path = tmp_path / "game.backup"
    _taken("memory://", ruleset, path)
    whole, said = path.read_bytes(), 0
    for place in [*range(0, len(whole), len(whole) // 200), *range(len(whole) - 2000, len(whole), 9)]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            with reading(path) as archive:
                for table in metadata.sorted_tables:
                    assert all(archive.rows(table))
        except ArchiveError:
            said += 1
    assert said > 200


def _changed(name: str, change: Callable[[Any], Any]) -> Callable[[dict[str, bytes]], None]:
    def made(files: dict[str, bytes]) -> None:
        files[name] = json.dumps(change(json.loads(files[name]))).encode()

    return made


def _twice(files: dict[str, bytes]) -> None:
    """Plant a row that is there twice, and a manifest that agrees."""
    rows = files["holding.jsonl"].splitlines(keepends=True)
    files["holding.jsonl"] = b"".join([*rows, rows[0]])
    manifest = json.loads(files["manifest.json"])
    manifest["rows"]["holding"] += 1
    manifest["digests"]["holding"] = sha256(files["holding.jsonl"]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.system("S6")
@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (lambda files: files.pop("receipt.jsonl"), "`receipt` is not in it"),
        (_changed("manifest.json", lambda it: {**it, "rows": [1]}), "no manifest"),
        (_changed("manifest.json", lambda it: {**it, "taken": "now"}), "no manifest"),
        (_changed("manifest.json", lambda _: [1]), "no manifest"),
        (_changed("manifest.json", lambda it: {**it, "digests": {}}), "not as it was written"),
        (_twice, "has rows that no game writes"),
    ],
    ids=["no table", "rows a list", "taken a text", "manifest a list", "no digests", "a row twice"],
)
def test_a_file_that_somebody_had_a_hand_in_is_refused(
    plant: Callable[[dict[str, bytes]], object], said: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    async def taken() -> None:
        store = connect("memory://")
        async with playing(store, ruleset) as players:
            await players.do(1, "start")
            await take(store, tmp_path / "one.backup", 0)

    async def put() -> None:
        async with opened("memory://") as store:
            with pytest.raises(ArchiveError, match=said):
                await restore(store, tmp_path / "two.backup")
            assert not (await _rows(store))["object"]

    asyncio.run(taken())
    with ZipFile(tmp_path / "one.backup") as one:
        files = {name: one.read(name) for name in one.namelist()}
    plant(files)
    with ZipFile(tmp_path / "two.backup", "w") as two:
        for name, content in files.items():
            two.writestr(name, content)
    asyncio.run(put())


def test_a_store_that_has_a_ruleset_only_is_not_empty(ruleset: Ruleset, tmp_path: Path) -> None:
    async def done() -> None:
        store = connect("memory://")
        async with playing(store, ruleset):
            await take(store, tmp_path / "one.backup", 0)
            with pytest.raises(ArchiveError, match="not empty"):
                await restore(store, tmp_path / "one.backup")

    asyncio.run(done())


@pytest.mark.system("S6")
def test_a_backup_takes_the_place_of_a_backup_and_of_nothing_else(ruleset: Ruleset, tmp_path: Path) -> None:
    async def done() -> None:
        store = connect(f"sqlite:///{tmp_path / 'game.db'}")
        async with playing(store, ruleset):
            with pytest.raises(ArchiveError, match="it is no backup"):
                await take(store, tmp_path / "game.db", 0)
            for _ in range(2):
                await take(store, tmp_path / "one.backup", 0)
        async with opened(f"sqlite:///{tmp_path / 'game.db'}"):
            pass

    asyncio.run(done())
    assert not [*tmp_path.glob(".*.part")]


@pytest.mark.parametrize("table", ["receipt", "content", "notice"])
def test_a_file_that_is_damaged_is_not_sound(table: str, ruleset: Ruleset, tmp_path: Path) -> None:
    path = tmp_path / "game.db"
    url = f"sqlite:///{path}"

    async def played() -> None:
        async with playing(connect(url), ruleset) as players:
            await players.do(1, "start")

    asyncio.run(played())
    with closing(sqlite3.connect(path)) as line:
        line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = line.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = line.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"Z" * size
    path.write_bytes(content)

    async def looked() -> list[str]:
        async with opened(url) as store:
            return await findings(store)

    assert any("damaged" in each for each in asyncio.run(looked()))
