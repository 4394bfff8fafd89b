"""An address of SQLite -> a store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from time import time_ns

from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.store.create import create
from engine.live.store.numbers import Blocks
from engine.live.store.protocol import Begun, Name
from engine.live.store.reached import require
from engine.live.store.sqlite import give
from engine.live.store.sqlite.fault import told
from engine.live.store.sqlite.place import READS, engine, place
from engine.live.store.sqlite.read import begun
from engine.live.store.sqlite.transaction import SqliteTransaction
from engine.live.store.sqlite.writer import Writer, commit

Clock = Callable[[int], int]
_MS = 1_000_000


class SqliteStore:
    """A game's state in SQLite. *clock* turns the machine's time (ms) into the game's: tests bend it."""

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        where = place(url)
        self.engine = engine(where)
        self._clock = clock
        self._writer = Writer(where)
        self._blocks = Blocks(self._count)

    @property
    def reader(self) -> AsyncEngine:
        """The same engine, whose transactions leave the right to write to others."""
        return self.engine.execution_options(**{READS: True})

    async def open(self) -> None:
        """Connect, making the tables where there is nothing; raise `SchemaError` where there are others."""
        await self._writer.open()
        try:
            with told():
                async with self.engine.begin() as connection:
                    await connection.run_sync(create)
                    await connection.run_sync(require)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let go of every connection; what was in RAM is gone."""
        await self._writer.close()
        await self.engine.dispose()

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[SqliteTransaction]:
        """Begin a transaction; it is rolled back at the end unless it was committed."""
        async with self._writer.turn():
            now = self._now()
            known = await self._writer.run(begun, now) if locks is None else Begun(0, 0, now, 0)
            yield SqliteTransaction(self._writer, known)

    async def resolve(self, names: Sequence[Name]) -> dict[Name, int]:
        """Return the numbers of objects by name, giving new ones (in order of name) to those without."""
        wanted = sorted(set(names))
        while True:
            async with self._writer.turn():
                known = await self._writer.run(give.found, wanted)
            missing = [name for name in wanted if name not in known]
            if not missing:
                return known
            numbers = await self.fresh(len(missing))
            async with self._writer.turn():
                if not await self._writer.run(give.found, missing):
                    await self._writer.run(give.give, missing, numbers)
                    await self._writer.run(commit)

    async def activate(self, ruleset: int, why: str, actor: str = "") -> int:
        """Make a ruleset the active one and return its generation; wait for groups under way."""
        async with self._writer.turn():
            generation = await self._writer.run(give.activate, ruleset, self._now(), why, actor)
            await self._writer.run(commit)
        return generation

    async def fresh(self, count: int) -> range:
        """Return numbers that no object has had, for offers that may be opened."""
        return await self._blocks.take(count)

    async def content(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return the numbers of content by (noun, name), giving new ones to those without."""
        wanted = sorted(set(names))
        async with self._writer.turn():
            known = await self._writer.run(give.content, wanted)
            if missing := [name for name in wanted if name not in known]:
                await self._writer.run(give.name, missing)
                known |= await self._writer.run(give.content, missing)
                await self._writer.run(commit)
        return known

    async def _count(self, name: str, count: int) -> range:
        async with self._writer.turn():
            numbers = await self._writer.run(give.count, name, count)
            await self._writer.run(commit)
        return numbers

    def _now(self) -> int:
        now = time_ns() // _MS
        return self._clock(now) if self._clock else now
