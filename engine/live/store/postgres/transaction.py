"""One connection -> one transaction of a group, each step of it one trip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import asyncpg

from engine.live.store.postgres.fault import told
from engine.live.store.postgres.read import BEGUN, FOUND, LOCK, OBJECTS, RECEIPTS, found, objects
from engine.live.store.postgres.write import WRITE, arrays
from engine.live.store.protocol import (
    NONE_KNOWN,
    Batch,
    Begun,
    ClashError,
    Found,
    Hashes,
    Receipt,
    Stored,
)
from engine.live.store.row import WIDTH, receipt

# Groups share this lock and switching a ruleset has it alone. Any number will do that nobody else takes.
ACTIVE = 7_205_759_403_792_793
# Plans are kept from when tables were small, and all that a group wants is found by index.
INDEXED = "enable_seqscan = off"
# What is active is read by a statement of its own, after the lock: within one statement it would be what was
# active before the wait for it. Two statements without arguments are one trip.
_BEGIN = f"""
BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL {INDEXED};
SELECT pg_advisory_xact_lock_shared({ACTIVE})"""
ALONE = f"BEGIN; SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock({ACTIVE})"
Line: TypeAlias = asyncpg.Connection
Clock = Callable[[int], int]
UNKNOWN = Begun(0, 0, 0, 0)


class PostgresTransaction:
    """A group's transaction on a connection of its own."""

    __slots__ = ("_clock", "_line", "begun")

    def __init__(self, line: Line, begun: Begun, clock: Clock | None = None) -> None:
        self._line = line
        self._clock = clock
        self.begun = self._timed(begun)

    async def lock(self, ids: Sequence[int]) -> None:
        """Lock objects, in the order of their numbers; wait for whoever has them."""
        if ids:
            with told():
                await self._line.execute(LOCK.format("$1"), ids)

    async def read(self, ids: Sequence[int], known: Hashes = NONE_KNOWN) -> dict[int, Stored]:
        """Return objects as they are now, locked or not; unknown numbers are left out."""
        if not ids:
            return {}
        with told():
            return objects(await self._line.fetch(OBJECTS, ids, _hashes(ids, known)), known)

    async def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Return the receipts of commands that were carried out before."""
        if not ids:
            return {}
        with told():
            found = await self._line.fetch(RECEIPTS, ids)
        return {row[0]: receipt(row) for row in found}

    async def find(self, ids: Sequence[int], known: Hashes, commands: Sequence[str]) -> Found:
        """Return what is active, objects and receipts, all of one moment."""
        with told():
            rows = await self._line.fetch(FOUND, ids, _hashes(ids, known), commands)
        begun, carried_out, objects = found(rows, known)
        self.begun = self._timed(begun)
        return Found(self.begun, objects, await self.receipts(carried_out))

    async def write(self, batch: Batch) -> None:
        """Write everything; raise `ClashError` where something of it cannot be."""
        with told():
            moved = await self._line.fetchval(WRITE, *arrays(batch))
        if moved != sum(not each.is_new for each in batch.changed):
            raise ClashError("an object is not there, or was changed twice")

    async def commit(self) -> None:
        """Make it last. Raise `GoneError` where that is not known."""
        with told():
            await self._line.execute("COMMIT")

    def _timed(self, begun: Begun) -> Begun:
        return begun._replace(now=self._clock(begun.now)) if self._clock else begun


async def begin(line: Line, locks: Sequence[int] | None = None) -> Begun:
    """Begin a group's transaction, keeping what is active as it is until its end.

    With *locks*, objects are locked in the same trip, and what is active is not asked for yet.
    """
    with told():
        if locks is not None:
            # Whole numbers, and so safe to write out; statements with arguments are a trip each.
            await line.execute(f"{_BEGIN}; {LOCK.format(_array(locks))}")
            return UNKNOWN
        await line.execute(_BEGIN)
        rows = await line.fetch(BEGUN)
    return Begun(*rows[0])


def _array(ids: Sequence[int]) -> str:
    return f"'{{{','.join(map(str, map(int, ids)))}}}'"


def _hashes(ids: Sequence[int], known: Hashes) -> list[bytes | None]:
    return [known[at].to_bytes(WIDTH, "big") if at in known else None for at in ids]
