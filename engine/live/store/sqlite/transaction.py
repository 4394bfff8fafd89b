"""The turn of the one writer -> one transaction of a group."""

from __future__ import annotations

from collections.abc import Sequence

from engine.live.store.protocol import NONE_KNOWN, Batch, Begun, Found, Hashes, Receipt, Stored
from engine.live.store.sqlite.read import everything, objects, receipts
from engine.live.store.sqlite.write import write
from engine.live.store.sqlite.writer import Writer, commit


class SqliteTransaction:
    """A group's transaction; it has the whole database, so nothing in it is locked."""

    __slots__ = ("_writer", "begun")

    def __init__(self, writer: Writer, begun: Begun) -> None:
        self._writer = writer
        self.begun = begun

    async def lock(self, ids: Sequence[int]) -> None:
        """Do nothing: nobody else has anything."""

    async def read(self, ids: Sequence[int], known: Hashes = NONE_KNOWN) -> dict[int, Stored]:
        """Return objects as they are now; unknown numbers are left out."""
        return await self._writer.run(objects, ids, known) if ids else {}

    async def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Return the receipts of commands that were carried out before."""
        return await self._writer.run(receipts, ids) if ids else {}

    async def find(self, ids: Sequence[int], known: Hashes, commands: Sequence[str]) -> Found:
        """Return what is active, objects and receipts, all of one moment."""
        found = await self._writer.run(everything, self.begun.now, ids, known, commands)
        self.begun = found.begun
        return found

    async def write(self, batch: Batch) -> None:
        """Write everything; raise `ClashError` where something of it cannot be."""
        await self._writer.run(write, batch)

    async def commit(self) -> None:
        """Make it last. Raise `GoneError` where that is not known."""
        await self._writer.run(commit)
