"""One connection -> one transaction of a group, each step of it one trip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import asyncpg

from engine.live.store.postgres.fault import told
from engine.live.store.postgres.read import BEGUN, LOCK, OBJECTS, RECEIPTS, objects
from engine.live.store.postgres.write import WRITE, arrays
from engine.live.store.protocol import NONE_KNOWN, Batch, Begun, ClashError, Hashes, Receipt, Stored
from engine.live.store.row import WIDTH, receipt

# Groups share this lock and switching a ruleset has it alone. Any number will do that nobody else takes.
ACTIVE = 7_205_759_403_792_793
# Plans are kept from when tables were small, and all that a group wants is found by index.
FOUND = "enable_seqscan = off"
# What is active is read by a statement of its own, after the lock: within one statement it would be what was
# active before the wait for it. Two statements without arguments are one trip.
_BEGIN = f"""
BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL {FOUND};
SELECT pg_advisory_xact_lock_shared({ACTIVE})
"""
ALONE = f"BEGIN; SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock({ACTIVE})"
Line: TypeAlias = asyncpg.Connection


class PostgresTransaction:
    """A group's transaction on a connection of its own."""

    __slots__ = ("_line", "begun")

    def __init__(self, line: Line, begun: Begun) -> None:
        self._line = line
        self.begun = begun

    async def lock(self, ids: Sequence[int]) -> None:
        """Lock objects, in the order of their numbers; wait for whoever has them."""
        if ids:
            with told():
                await self._line.execute(LOCK, ids)

    async def read(self, ids: Sequence[int], known: Hashes = NONE_KNOWN) -> dict[int, Stored]:
        """Return objects as they are now, locked or not; unknown numbers are left out."""
        if not ids:
            return {}
        hashes = [known[at].to_bytes(WIDTH, "big") if at in known else None for at in ids]
        with told():
            return objects(await self._line.fetch(OBJECTS, ids, hashes), known)

    async def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Return the receipts of commands that were carried out before."""
        if not ids:
            return {}
        with told():
            found = await self._line.fetch(RECEIPTS, ids)
        return {row[0]: receipt(row) for row in found}

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


async def begin(line: Line) -> Begun:
    """Begin a group's transaction, keeping what is active as it is until its end."""
    with told():
        await line.execute(_BEGIN)
        rows = await line.fetch(BEGUN)
    return Begun(*rows[0])
