"""A store -> the same store, which stops for a word at every step of a command."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.store.protocol import (
    NONE_KNOWN,
    Batch,
    Begun,
    Found,
    Hashes,
    Name,
    Receipt,
    Store,
    Stored,
    Transaction,
)

# In the order in which a command comes to them. The last is said by whoever was answered.
STEPS = (
    *("before begin", "after begin", "after lock", "after read", "after receipts", "after decide"),
    *("after write", "while it commits", "after commit", "after answer"),
)
LASTING = {"after commit", "after answer"}  # from here on a command was carried out, whatever happens
OPEN = {"while it commits"}  # here it may have been
At = Callable[[str], None]


def killing(step: str) -> At:
    """Return what ends this process, at once and without a word, where that step is reached."""

    def at(reached: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


@dataclass(slots=True)
class _Steps:
    """A transaction that says where it is."""

    sound: Transaction
    at: At
    begun: Begun

    async def lock(self, ids: Sequence[int]) -> None:
        """Lock, then say so."""
        await self.sound.lock(ids)
        self.at("after lock")

    async def read(self, ids: Sequence[int], known: Hashes = NONE_KNOWN) -> dict[int, Stored]:
        """Read, then say so."""
        found = await self.sound.read(ids, known)
        self.at("after read")
        return found

    async def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Read receipts, then say so."""
        found = await self.sound.receipts(ids)
        self.at("after receipts")
        return found

    async def find(self, ids: Sequence[int], known: Hashes, commands: Sequence[str]) -> Found:
        """Read all of it, then say so."""
        found = await self.sound.find(ids, known, commands)
        self.begun = found.begun
        self.at("after read")
        self.at("after receipts")
        return found

    async def write(self, batch: Batch) -> None:
        """Say that all is decided, write, then say so."""
        self.at("after decide")
        await self.sound.write(batch)
        self.at("after write")

    async def commit(self) -> None:
        """Begin to commit, say so, and say when it is done."""
        under_way = asyncio.ensure_future(self.sound.commit())
        await asyncio.sleep(0)  # what it has to say to the database is said
        self.at("while it commits")
        await under_way
        self.at("after commit")


@dataclass(slots=True)
class Stepped:
    """A store whose groups say where they are."""

    sound: Store
    at: At

    @property
    def engine(self) -> AsyncEngine:
        """The sound one's."""
        return self.sound.engine

    @property
    def reader(self) -> AsyncEngine:
        """The sound one's."""
        return self.sound.reader

    async def open(self) -> None:
        """Open."""
        await self.sound.open()

    async def close(self) -> None:
        """Close."""
        await self.sound.close()

    def transaction(self, locks: Sequence[int] | None = None) -> AbstractAsyncContextManager[Transaction]:
        """Begin a transaction that says where it is."""
        return self._transaction(locks)

    @asynccontextmanager
    async def _transaction(self, locks: Sequence[int] | None) -> AsyncIterator[Transaction]:
        self.at("before begin")
        async with self.sound.transaction(locks) as sound:
            self.at("after begin")
            if locks is not None:
                self.at("after lock")
            yield _Steps(sound, self.at, sound.begun)

    async def resolve(self, names: Sequence[Name]) -> dict[Name, int]:
        """Give numbers."""
        return await self.sound.resolve(names)

    async def activate(self, ruleset: int, why: str, actor: str = "") -> int:
        """Activate."""
        return await self.sound.activate(ruleset, why, actor)

    async def fresh(self, count: int) -> range:
        """Give numbers."""
        return await self.sound.fresh(count)

    async def content(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Give numbers."""
        return await self.sound.content(names)
