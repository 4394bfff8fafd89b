"""A store -> transactions that wait for every group, or for others that append to the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.postgres.transaction import ACTIVE
from engine.live.store.protocol import Store
from engine.live.store.schema import receipt

LOG = ACTIVE + 1  # whoever appends to the log


@asynccontextmanager
async def exclusive(store: Store) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction when no group is open; none begins until it ends. It is short, or players wait.

    Groups hold the same lock, shared. Where there is one writer, to write is to be alone.
    """
    async with _locked(store, ACTIVE) as connection:
        yield connection


@asynccontextmanager
async def appending(store: Store) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction that alone appends to the log; groups go on."""
    async with _locked(store, LOG) as connection:
        yield connection


async def settled(store: Store) -> int:
    """Return a position of receipts up to which no more will appear.

    Positions are given before commits: only when no group is open is the last of them known. One writer
    commits in their order.
    """
    last = select(func.coalesce(func.max(receipt.c.position), 0))
    alone = exclusive(store) if store.engine.dialect.name == "postgresql" else store.reader.connect()
    async with alone as connection:
        return int((await connection.execute(last)).scalar_one())


@asynccontextmanager
async def _locked(store: Store, lock: int) -> AsyncIterator[AsyncConnection]:
    async with store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            await connection.execute(text("SET LOCAL statement_timeout = '15s'"))
            await connection.execute(select(func.pg_advisory_xact_lock(lock)))
        yield connection
