"""What somebody is called -> the number of his object, if he has ever been there."""

from __future__ import annotations

from sqlalchemy import select

from engine.live.store.protocol import Store
from engine.live.store.schema import object_


async def number_of(store: Store, world: int, player: int) -> int | None:
    """Return the number of a player; looking for one makes none."""
    wanted = select(object_.c.id).where(
        object_.c.world == world, object_.c.scope == "player", object_.c.owner == player
    )
    async with store.reader.connect() as connection:
        found: int | None = (await connection.execute(wanted)).scalar()
    return found
