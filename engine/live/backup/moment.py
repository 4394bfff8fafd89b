"""A store -> a connection that sees it as it is at one moment, however long it looks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.protocol import Store


@asynccontextmanager
async def one_moment(store: Store) -> AsyncIterator[AsyncConnection]:
    """Look at a store in one snapshot, which holds nobody up."""
    async with store.reader.connect() as line:
        if line.dialect.name == "postgresql":  # SQLite's readers have one by themselves
            yield await line.execution_options(isolation_level="REPEATABLE READ")
        else:
            yield line
