"""A database's address -> an engine for ordinary queries: what is neither urgent nor frequent.

What writes begins at once in SQLite (`BEGIN IMMEDIATE`), so that what was read before it writes still holds.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_READS = "reads"
_WAIT = 30.0  # seconds for the one that writes, in SQLite


def connect(address: str, pool: int = 2) -> AsyncEngine:
    """Return an engine of few connections; those of the group's hot path are others."""
    if not address.startswith("sqlite"):
        return create_async_engine(address, pool_size=pool, pool_pre_ping=True)
    alone = (
        {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
        if ":memory:" in address
        else {}
    )
    engine = create_async_engine(address, connect_args={"timeout": _WAIT}, **alone)
    event.listen(engine.sync_engine, "connect", _manual)
    event.listen(engine.sync_engine, "begin", _at_once)
    return engine


def _manual(connection: Any, _: object) -> None:
    """Let SQLAlchemy say when a transaction begins, not the driver."""
    connection.isolation_level = None


def _at_once(connection: Any) -> None:
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def reading(engine: AsyncEngine) -> AsyncConnection:
    """Return a connection that only reads, and so keeps nobody in SQLite from writing."""
    return engine.execution_options(**{_READS: True}).connect()


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that knows what to do `on_conflict`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
