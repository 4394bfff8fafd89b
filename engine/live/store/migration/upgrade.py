"""An address -> which version of the schema is there; the steps that are missing, taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, make_url, text

from engine.live.store.connect import connect
from engine.live.store.create import create
from engine.live.store.postgres.fault import told as told_by_postgres
from engine.live.store.postgres.transaction import ACTIVE
from engine.live.store.protocol import GoneError
from engine.live.store.reached import reached, require
from engine.live.store.schema import VERSION
from engine.live.store.sqlite.fault import told as told_by_sqlite
from engine.live.store.sqlite.place import place

T = TypeVar("T")
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reached:
    """The version that a database has, empty where it has no tables, and the one that is needed."""

    current: str
    needed: str = VERSION

    @property
    def is_needed(self) -> bool:
        """Whether the two are one."""
        return self.current == self.needed


def check(url: str) -> Reached:
    """Return what is there; raise `GoneError` where it cannot be reached."""
    file = Path(make_url(url).database or "") if url.startswith("sqlite") else HERE
    if not file.exists():
        raise GoneError(f"there is no file `{file}`; `reve db upgrade` makes it")
    return Reached(asyncio.run(_with(url, reached)))


def upgrade(url: str, version: str = VERSION) -> Reached:
    """Take every missing step, all or none; groups under way are waited for. Return what was there before."""

    def taken(connection: Connection) -> str:
        _alone(connection)
        before = reached(connection)
        if before > VERSION:
            require(connection)
        if not before and version == VERSION:
            create(connection)
        elif before != version:
            _stepped(connection, version)
        return before

    return Reached(asyncio.run(_with(url, taken)), version)


async def _with(url: str, step: Callable[[Connection], T]) -> T:
    engine = connect(url).engine
    try:
        with told_by_postgres(), told_by_sqlite():
            if engine.dialect.name == "sqlite":
                place(url).connect().close()  # the driver's thread is not left in peace where this fails
            async with engine.begin() as connection:
                return await connection.run_sync(step)
    finally:
        await engine.dispose()


def _alone(connection: Connection) -> None:
    """Keep everybody else out until the end; one writer does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({ACTIVE})"))


def _stepped(connection: Connection, version: str) -> None:
    from alembic.command import upgrade as run
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    run(config, version)
