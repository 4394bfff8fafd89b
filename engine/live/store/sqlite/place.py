"""An address of SQLite -> a connection that loses nothing, and an engine over the same database."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import count
from os import getpid
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRAGMAS = (
    *("busy_timeout = 5000", "foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY"),
    # Every command touches pages all over the tables: they are kept, and put in their place seldom.
    *("cache_size = -65536", "mmap_size = 268435456", "wal_autocheckpoint = 8000"),
)
# Of a connection of `SqliteStore.engine`: it only reads.
READS = "reads"
_CONNECTIONS = 12
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is: a file, or a name in this process's RAM."""

    path: str
    in_ram: bool = False

    def connect(self) -> sqlite3.Connection:
        """Open a connection, in whose transactions nothing begins or ends by itself."""
        connection = sqlite3.connect(
            self.path, uri=self.in_ram, isolation_level=None, check_same_thread=False, timeout=5
        )
        try:
            self.prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def prepare(self, connection: Any) -> None:
        """Set what is set by connection, and the journal, which is the file's."""
        for pragma in PRAGMAS if self.in_ram else (*PRAGMAS, "journal_mode = WAL"):
            connection.execute(f"PRAGMA {pragma}").close()


def place(url: str) -> Place:
    """Return where `memory://`, `sqlite:///:memory:` or `sqlite:///PATH` is."""
    path = "" if url.startswith("memory:") else make_url(url).database or ""
    if path in {"", ":memory:"}:
        # A database in RAM that several connections share, each with transactions of its own.
        return Place(f"file:/reve-{getpid()}-{next(_numbers)}?vfs=memdb", in_ram=True)
    return Place(path)


def engine(where: Place) -> AsyncEngine:
    """Return an engine whose transactions take the right to write at once, unless they are `READS`."""
    made = create_async_engine(
        f"sqlite+aiosqlite:///{where.path}{'&uri=true' if where.in_ram else ''}",
        connect_args={"timeout": 5},
        pool_size=_CONNECTIONS,
        max_overflow=0,  # a connection that is made for a moment costs more than what is done with it
    )

    @event.listens_for(made.sync_engine, "connect")
    def _prepared(connection: Any, _: object) -> None:
        # The driver's own way begins too late: what was read may be old by then.
        connection.isolation_level = None
        where.prepare(connection)

    @event.listens_for(made.sync_engine, "begin")
    def _begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return made
