"""Stores with one fault each, to which whoever checks the bank must object."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from engine.live.store.postgres.fault import told
from engine.live.store.postgres.read import LOCK, RECEIPTS
from engine.live.store.postgres.transaction import PostgresTransaction
from engine.live.store.protocol import Batch, Found, Hashes, Receipt
from engine.live.store.row import receipt
from engine.live.store.sqlite import SqliteStore
from engine.live.store.sqlite.transaction import SqliteTransaction
from tests.bank.watched import Watched

OFFERS = {"trade", "listing", "drop"}


class _Unlocked(PostgresTransaction):
    """Objects are read without a lock."""

    async def lock(self, ids: Sequence[int]) -> None:
        """Lock nothing."""


class _Unsorted(PostgresTransaction):
    """Objects are locked as they come."""

    async def lock(self, ids: Sequence[int]) -> None:
        """Lock one after the other, in any order."""
        with told():
            await self._line.execute("SET LOCAL deadlock_timeout = '20ms'")
            for each in random.sample(ids, len(ids)):
                await self._line.execute(LOCK.format("$1"), [each])


class _Early(PostgresTransaction):
    """Receipts are those of a snapshot from before the locks."""

    before: Any

    async def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Return the receipts that there were when the transaction began."""
        found = await self.before.fetch(RECEIPTS, ids)
        return {row[0]: receipt(row) for row in found}

    async def find(self, ids: Sequence[int], known: Hashes, commands: Sequence[str]) -> Found:
        """Return objects as they are, and receipts as they were."""
        found = await super().find(ids, known, commands)
        return found._replace(receipts=await self.receipts(commands))


class Unlocked(Watched):
    """A store that locks nothing."""

    def bent(self, sound: PostgresTransaction) -> PostgresTransaction:
        """Lock nothing."""
        return _Unlocked(sound._line, sound.begun)


class Unsorted(Watched):
    """A store that locks in any order."""

    def bent(self, sound: PostgresTransaction) -> PostgresTransaction:
        """Lock in any order."""
        return _Unsorted(sound._line, sound.begun)


class Early(Watched):
    """A store that looks receipts up before it locks; that they have one key is then all that helps."""

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[PostgresTransaction]:
        """Begin, having taken a snapshot."""
        async with self._line() as before:
            await before.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
            async with super().transaction(locks) as sound:
                yield self._early(before, sound)

    def _early(self, before: Any, sound: PostgresTransaction) -> PostgresTransaction:
        early = _Early(sound._line, sound.begun)
        # Not one of the slots of the class above: this one has a place for more.
        early.before = before
        return early


class _Dropping:
    """What a batch loses on its way."""

    count = 0

    @classmethod
    def entries(cls, batch: Batch) -> Batch:
        """Lose the last entry of one batch in three."""
        cls.count += 1
        return replace(batch, entries=batch.entries[:-1]) if cls.count % 3 == 0 else batch

    @classmethod
    def receipts(cls, batch: Batch) -> Batch:
        """Lose the receipts of every second batch, but for those that something refers to."""
        cls.count += 1
        named = {each.receipt for each in batch.entries} | {each.receipt for each in batch.notices}
        kept = [each for each in batch.receipts if each.id in named]
        return replace(batch, receipts=kept) if cls.count % 2 else batch


class _Unbooked(PostgresTransaction):
    async def write(self, batch: Batch) -> None:
        """Write most of it."""
        await super().write(_Dropping.entries(batch))


class _UnbookedFile(SqliteTransaction):
    async def write(self, batch: Batch) -> None:
        """Write most of it."""
        await super().write(_Dropping.entries(batch))


class Unbooked(Watched):
    """A store that loses lines of the ledger."""

    def bent(self, sound: PostgresTransaction) -> PostgresTransaction:
        """Lose some."""
        return _Unbooked(sound._line, sound.begun)


class UnbookedFile(SqliteStore):
    """The same in a file."""

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[SqliteTransaction]:
        """Begin."""
        async with super().transaction(locks) as sound:
            yield _UnbookedFile(sound._writer, sound.begun)


class _Unread(SqliteTransaction):
    async def write(self, batch: Batch) -> None:
        """Write most of it."""
        await super().write(_Dropping.receipts(batch))


class Forgetful(SqliteStore):
    """A store that loses receipts."""

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[SqliteTransaction]:
        """Begin."""
        async with super().transaction(locks) as sound:
            yield _Unread(sound._writer, sound.begun)


class _Open(SqliteTransaction):
    async def write(self, batch: Batch) -> None:
        """Write most of it."""
        taken = [each for each in batch.changed if each.is_new or each.stored.name.scope not in OFFERS]
        await super().write(replace(batch, changed=taken))


class Twice(SqliteStore):
    """A store that forgets what became of offers, so that they are accepted again."""

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[SqliteTransaction]:
        """Begin."""
        async with super().transaction(locks) as sound:
            yield _Open(sound._writer, sound.begun)
