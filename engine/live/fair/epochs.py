"""A store -> the seeds of its luck: promised before they are used, sealed while they are, revealed after.

An epoch ends while no group is open, and every group begins under the one that is under way then: so what
has ended is used no more, and may be revealed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.fair.epoch import Epoch, commitment
from engine.fair.secret import Secret
from engine.live.fair.seal import Ring, Sealed, SealError, fresh_seed
from engine.live.store.alone import exclusive
from engine.live.store.protocol import Store
from engine.live.store.schema import epoch as table

_SHOWN = (table.c.id, table.c.commitment, table.c.begun, table.c.ended, table.c.revealed)


class EpochError(Exception):
    """What was asked of an epoch cannot be: there is none, or it has not ended."""


class Epochs:
    """The epochs of a store; *fresh* makes seeds."""

    def __init__(self, store: Store, ring: Ring, fresh: Callable[[], Secret] = fresh_seed) -> None:
        self._store = store
        self._ring = ring
        self._fresh = fresh
        self._opened: dict[int, Secret] = {}

    async def current(self) -> Epoch | None:
        """Return the epoch under way; None before the first."""
        async with self._store.reader.connect() as connection:
            return await _current(connection)

    async def get(self, number: int) -> Epoch:
        """Return an epoch; its seed is there if it was revealed."""
        found = await find(self._store, number)
        if found is None:
            raise EpochError(f"there is no epoch {number}")
        return found

    async def begin(self, now: int) -> Epoch:
        """Return the epoch under way; begin the first where there is none."""
        found = await self.current()
        if found is not None:
            return found
        async with self._beginning() as connection:
            return await _current(connection) or await self._next(connection, now)

    async def rotate(self, now: int) -> Epoch:
        """End the epoch under way and begin the next; after a restore, too, when nonces count from before."""
        async with self._beginning() as connection:
            await connection.execute(update(table).where(table.c.ended.is_(None)).values(ended=now))
            return await self._next(connection, now)

    async def reveal(self, number: int) -> Epoch:
        """Publish the seed of an epoch that has ended; a seed that breaks its promise is not published."""
        found = await self.get(number)
        if found.ended is None:
            raise EpochError(f"epoch {number} is under way; its seed is revealed after it has ended")
        if found.seed is not None:
            return found
        seed = (await self.seed(number)).reveal()
        if commitment(seed) != found.commitment:
            raise SealError(f"the seed of epoch {number} is not the one that was promised")
        async with self._store.engine.begin() as connection:
            await connection.execute(update(table).where(table.c.id == number).values(revealed=seed))
        return await self.get(number)

    async def reveal_ended(self) -> list[Epoch]:
        """Publish all seeds that may be and are not yet."""
        wanted = select(table.c.id).where(table.c.ended.is_not(None), table.c.revealed.is_(None))
        async with self._store.reader.connect() as connection:
            numbers = (await connection.execute(wanted.order_by(table.c.id))).scalars().all()
        return [await self.reveal(number) for number in numbers]

    async def seed(self, epoch: int) -> Secret:
        """Return the seed of an epoch, to roll with or to replay."""
        if epoch not in self._opened:
            columns = (table.c.key_id, table.c.sealed, table.c.commitment)
            async with self._store.reader.connect() as connection:
                row = (await connection.execute(select(*columns).where(table.c.id == epoch))).first()
            if row is None:
                raise EpochError(f"there is no epoch {epoch}")
            self._opened[epoch] = self._ring.open(
                Sealed(row.key_id, row.sealed), _place(epoch, row.commitment)
            )
        return self._opened[epoch]

    async def reseal(self) -> int:
        """Seal all seeds with the ring's first key, and return how many were sealed with another."""
        columns = (table.c.id, table.c.key_id, table.c.sealed, table.c.commitment)
        async with self._store.engine.begin() as connection:
            stale = select(*columns).where(table.c.key_id != self._ring.current.id).with_for_update()
            rows = (await connection.execute(stale)).all()
            for row in rows:
                place = _place(row.id, row.commitment)
                sealed = self._ring.seal(self._ring.open(Sealed(row.key_id, row.sealed), place), place)
                values = {"key_id": sealed.key, "sealed": sealed.hidden}
                await connection.execute(update(table).where(table.c.id == row.id).values(values))
        return len(rows)

    @asynccontextmanager
    async def _beginning(self) -> AsyncIterator[AsyncConnection]:
        """Keep a new epoch's seed at hand for the group that waits for it, unless it does not begin."""
        known = dict(self._opened)
        try:
            async with exclusive(self._store) as connection:
                yield connection
        except BaseException:
            self._opened = known
            raise

    async def _next(self, connection: AsyncConnection, now: int) -> Epoch:
        seed = self._fresh()
        promised = commitment(seed.reveal())
        last = (await connection.execute(select(func.max(table.c.id)))).scalar() or 0
        sealed = self._ring.seal(seed, _place(last + 1, promised.hex()))
        values = {"key_id": sealed.key, "sealed": sealed.hidden, "commitment": promised.hex(), "begun": now}
        await connection.execute(insert(table).values(id=last + 1, **values))
        self._opened[last + 1] = seed
        return Epoch(last + 1, promised, now)


async def find(store: Store, number: int) -> Epoch | None:
    """Return an epoch as anyone may see it, without any key."""
    async with store.reader.connect() as connection:
        row = (await connection.execute(select(*_SHOWN).where(table.c.id == number))).first()
    return _epoch(row) if row is not None else None


async def _current(connection: AsyncConnection) -> Epoch | None:
    row = (await connection.execute(select(*_SHOWN).where(table.c.ended.is_(None)))).first()
    return _epoch(row) if row is not None else None


def _epoch(row: Any) -> Epoch:
    return Epoch(row.id, bytes.fromhex(row.commitment), row.begun, row.ended, row.revealed)


def _place(number: int, promised: str) -> str:
    """Return what a seal is bound to, so that two epochs' seeds cannot be exchanged."""
    return f"epoch {number} of commitment {promised}"
