"""A store's engine -> ordinary queries: what is neither urgent nor frequent, in either database."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from engine.live.store.sqlite.place import READS


def reading(engine: AsyncEngine) -> AsyncConnection:
    """Return a connection that only reads, and so keeps nobody in SQLite from writing."""
    return engine.execution_options(**{READS: True}).connect()


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that knows what to do `on_conflict`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
