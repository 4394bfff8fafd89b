"""A store of PostgreSQL that counts how often groups stood in each other's way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from engine.live.store.postgres import PostgresStore
from engine.live.store.postgres.transaction import PostgresTransaction
from engine.live.store.protocol import ClashError, RetryError


class Watched(PostgresStore):
    """Count deadlocks, and writes that the database refused: where all is well there are none of either."""

    deadlocks = 0
    clashes = 0

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[PostgresTransaction]:
        """Begin, and look on; locks are a step of their own, which a fault may be in."""
        try:
            async with super().transaction() as sound:
                bent = self.bent(sound)
                if locks is not None:
                    await bent.lock(locks)
                yield bent
        except RetryError as error:
            self.deadlocks += "deadlock" in str(error)
            raise
        except ClashError:
            self.clashes += 1
            raise

    def bent(self, sound: PostgresTransaction) -> PostgresTransaction:
        """Return the transaction that is used; a fault would be planted here."""
        return sound
