"""The one connection that writes: its thread, whose turn it is, and the transaction that is under way."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any, ParamSpec, TypeVar

from engine.live.store.protocol import GoneError
from engine.live.store.sqlite.fault import told
from engine.live.store.sqlite.place import Place

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """A connection in a thread of its own: each call is one crossing, however many statements it says."""

    def __init__(self, where: Place) -> None:
        self._where = where
        self._thread: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None
        self._turn = asyncio.Lock()
        self._owner: asyncio.Task[Any] | None = None
        self._lasts = False  # whether the transaction was committed

    async def open(self) -> None:
        """Connect."""
        self._thread = ThreadPoolExecutor(1, "reve-sqlite")
        try:
            with told():
                self._connection = await self._run(self._where.connect)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let go of the connection, when whoever has it is done."""
        async with self._turn:
            if self._connection:
                await self._run(self._connection.close)
            if self._thread:
                self._thread.shutdown()
            self._connection = self._thread = None

    async def run(self, step: Callable[..., T], *given: Any) -> T:
        """Run a step over the connection, within a turn."""
        if self._connection is None:
            raise GoneError("the store is not open")
        with told():
            found = await self._run(step, self._connection, *given)
        self._lasts = step is commit
        return found

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Begin a transaction that may write; it is rolled back at the end unless it was committed."""
        task = asyncio.current_task()
        if self._owner is task:
            raise RuntimeError("this task has a transaction already, and would wait for itself")
        async with self._turn:
            self._owner, self._lasts = task, False
            try:
                await self.run(_begin)
                yield
            finally:
                self._owner = None
                # Only after a commit is it known to be over.
                if self._connection is not None and not self._lasts:
                    # In the thread's order: after whatever a task that was cancelled has still running there.
                    await asyncio.shield(self._run(_rolled_back, self._connection))

    async def _run(self, step: Callable[..., T], *given: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, step, *given)


def commit(connection: sqlite3.Connection) -> None:
    """Make a transaction last."""
    connection.execute("COMMIT")


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")


def _rolled_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
