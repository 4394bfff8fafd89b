"""Databases of every version there was -> the same as if they were made today."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, LargeBinary, MetaData, Table, func, select

from engine.live.store.connect import connect
from engine.live.store.create import create
from engine.live.store.migration import check, upgrade
from engine.live.store.migration.upgrade import HERE
from engine.live.store.protocol import GoneError, Name, SchemaError, Store
from engine.live.store.schema import VERSION
from tests.engine.live.store.situations import read, run

# What a game of that version left behind: rows by table.
FILLED = Path(__file__).parent / "versions"
STEPS = [step.revision for step in ScriptDirectory(str(HERE)).walk_revisions()]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address of each kind of database, with no tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'game%20.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


def test_the_last_step_leads_to_the_version_that_is_needed() -> None:
    assert STEPS[0] == VERSION


def test_every_version_has_a_database_to_try_steps_on() -> None:
    assert {path.stem for path in FILLED.iterdir()} == set(STEPS)


def test_steps_make_what_is_made_at_once(empty_url: str) -> None:
    upgrade(empty_url, STEPS[-1])
    upgrade(empty_url)
    stepped = _shape(empty_url)

    _on(empty_url, _emptied)
    _on(empty_url, create)

    assert stepped == _shape(empty_url)
    assert len(stepped) > 50


@pytest.mark.parametrize("version", STEPS)
def test_a_filled_database_of_each_version_is_upgraded_with_all_that_it_held(
    empty_url: str, version: str
) -> None:
    rows = json.loads((FILLED / f"{version}.json").read_text("utf-8"))
    upgrade(empty_url, version)
    _on(empty_url, lambda line: _fill(line, rows))

    before = upgrade(empty_url)

    assert (before.current, check(empty_url).current) == (version, VERSION)
    assert _on(empty_url, lambda line: _counts(line, rows)) == {
        name: len(each) for name, each in rows.items()
    }
    run(empty_url, _played)


async def _played(store: Store) -> None:
    """Look whether what the fixtures hold is found by today's program."""
    anna = Name(0, "player", 42)
    number = (await store.resolve([anna]))[anna]
    kept = (await read(store, number))[number]
    assert (kept.version, [tuple(each) for each in kept.holdings]) == (3, [(1, 2, 0, 5)])
    async with store.transaction() as group:
        assert group.begun.generation == 1
        assert (await group.receipts(["c1"]))["c1"].objects == ((number, 2, 3),)


def test_an_empty_database_is_told_from_one_of_something_else(empty_url: str) -> None:
    _on(empty_url, lambda _: None)
    assert check(empty_url).current == ""
    assert not check(empty_url).is_needed

    _on(empty_url, lambda line: line.exec_driver_sql("CREATE TABLE theirs (x int)"))

    with pytest.raises(SchemaError, match="something else"):
        check(empty_url)
    with pytest.raises(SchemaError, match="something else"):
        upgrade(empty_url)


def test_an_upgrade_of_what_is_new_does_nothing(empty_url: str) -> None:
    upgrade(empty_url)

    assert upgrade(empty_url).is_needed


def test_a_store_of_an_empty_server_asks_for_an_upgrade(empty_postgres_url: str) -> None:
    with pytest.raises(SchemaError, match=r"no tables.*`reve db upgrade`"):
        run(empty_postgres_url, lambda store: store.fresh(1))


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql+asyncpg://x@/x?host=/nowhere"])
def test_a_database_that_cannot_be_reached_is_gone(url: str) -> None:
    with pytest.raises(GoneError):
        check(url)


def _on(url: str, step: Any) -> Any:
    async def taken() -> Any:
        engine = connect(url).engine
        try:
            async with engine.begin() as line:
                return await line.run_sync(step)
        finally:
            await engine.dispose()

    return asyncio.run(taken())


# Every table, column, constraint and index, as the database itself says it.
SHAPES = {
    "sqlite": (
        "SELECT type, name, tbl_name, replace(replace(sql, char(9), ''), ' ', '') FROM sqlite_master",
    ),
    "postgresql": (
        """SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'""",
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT relname, reloptions::text FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    ),
}


def _shape(url: str) -> list[tuple[Any, ...]]:
    def said(line: Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for query in SHAPES[line.dialect.name] for row in line.exec_driver_sql(query)]

    return sorted(_on(url, said), key=str)


def _emptied(line: Connection) -> None:
    tables = MetaData()
    tables.reflect(line)
    tables.drop_all(line)


def _fill(line: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write rows as they were then: by the tables that are there, not by today's."""
    for name, each in rows.items():
        table = Table(name, MetaData(), autoload_with=line)
        binary = {column.name for column in table.c if isinstance(column.type, LargeBinary)}
        line.execute(table.delete())
        for row in each:
            given = {
                key: bytes.fromhex(value) if value and key in binary else value for key, value in row.items()
            }
            line.execute(table.insert().values(given))


def _counts(line: Connection, rows: dict[str, Any]) -> dict[str, int]:
    tables = {name: Table(name, MetaData(), autoload_with=line) for name in rows}
    return {
        name: line.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables.items()
    }
