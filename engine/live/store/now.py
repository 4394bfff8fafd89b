"""A store -> how it stands now: what is active, its clock."""

from __future__ import annotations

from engine.live.store.protocol import Begun, Store


async def now_of(store: Store) -> Begun:
    """Return what a transaction begins with that begins now."""
    async with store.transaction() as transaction:
        return transaction.begun
