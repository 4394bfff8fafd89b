"""Small things to write, and a store to write them to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from engine.live.store.connect import connect
from engine.live.store.protocol import (
    Batch,
    Name,
    Receipt,
    Store,
    Stored,
    Versions,
)

T = TypeVar("T")
ANNA = Name(0, "player", 2**63 - 1)
BEN = Name(0, "player", 7)


def run(url: str, body: Callable[[Store], Awaitable[T]]) -> T:
    """Open the store at *url*, do *body* with it, close it."""

    async def opened() -> T:
        store = connect(url)
        await store.open()
        try:
            return await body(store)
        finally:
            await store.close()

    return asyncio.run(opened())


async def two(store: Store) -> tuple[int, int]:
    """Return the numbers of two players."""
    found = await store.resolve([ANNA, BEN])
    return found[ANNA], found[BEN]


async def write(store: Store, batch: Batch) -> None:
    """Write *batch* and make it last."""
    async with store.transaction() as group:
        await group.lock([each.stored.id for each in batch.changed])
        await group.write(batch)
        await group.commit()


async def read(store: Store, *ids: int) -> dict[int, Stored]:
    """Return objects as they are."""
    async with store.transaction() as group:
        return await group.read(ids)


def player(number: int, name: Name = BEN, **has: Any) -> Stored:
    """Return a player of version 1 with some things."""
    return Stored(number, name, version=1, time=5, hash=2**127 + 1)._replace(**has)


def told(command: str, whose: int, **what: Any) -> Receipt:
    """Return the receipt of a command that was carried out."""
    plain = Receipt(
        command,
        0,
        whose,
        "draw",
        '{"a":1}',
        bytes(range(32)),
        "accepted",
        "{}",
        1,
        1,
        6,
        objects=(Versions(whose, 0, 1),),
    )
    return plain._replace(**what)
