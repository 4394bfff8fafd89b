"""A store -> a connection that sees it as it is at one moment, however long it looks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.protocol import Store

_LIMITS = ("idle_in_transaction_session_timeout", "statement_timeout")  # for players, who must not wait


@asynccontextmanager
async def one_moment(store: Store) -> AsyncIterator[AsyncConnection]:
    """Look at a store in one snapshot, which holds nobody up."""
    async with store.reader.connect() as connection:
        if connection.dialect.name == "postgresql":  # SQLite's readers have one by themselves
            await connection.execution_options(isolation_level="REPEATABLE READ")
            for limit in _LIMITS:
                await connection.execute(text(f"SET LOCAL {limit} = 0"))
        yield connection
