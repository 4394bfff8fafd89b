"""A store's engine -> transactions that wait for every group, or for others of their own kind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from engine.live.store.postgres.transaction import ACTIVE

LOG = ACTIVE + 1  # whoever appends to the log


@asynccontextmanager
async def exclusive(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction when no group is open; none begins until it ends. It is short, or players wait.

    Groups hold the same lock, shared. Where there is one writer, to write is to be alone.
    """
    async with _locked(engine, ACTIVE) as connection:
        yield connection


@asynccontextmanager
async def appending(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction that alone appends to the log; groups go on."""
    async with _locked(engine, LOG) as connection:
        yield connection


@asynccontextmanager
async def _locked(engine: AsyncEngine, lock: int) -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            await connection.execute(text("SET LOCAL statement_timeout = '15s'"))
            await connection.execute(select(func.pg_advisory_xact_lock(lock)))
        yield connection
