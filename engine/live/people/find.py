"""The number that Discord gave a player -> his objects, one in each world in which he played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.protocol import Store
from engine.live.store.schema import object_, person

PLAYER = "player"


class Self(NamedTuple):
    """A player in one world, by the number of his object."""

    world: int
    number: int


class Called(NamedTuple):
    """A player in one world, whose account he is, and what he is called."""

    world: int
    number: int
    owner: int
    name: str


async def called(store: Store, name: str, most: int = 100) -> Sequence[Called]:
    """Return the players whose names begin so, in the order of their names."""
    wanted = (
        select(object_.c.world, object_.c.id, object_.c.owner, person.c.name)
        .join(person, person.c.object == object_.c.id)
        .where(func.lower(person.c.name).startswith(name.lower(), autoescape=True), object_.c.scope == PLAYER)
    )
    async with store.reader.connect() as connection:
        rows = await connection.execute(wanted.order_by(person.c.name, object_.c.id).limit(most))
        return [Called(*row) for row in rows]


async def selves(connection: AsyncConnection, owner: int) -> Sequence[Self]:
    """Return where somebody plays."""
    wanted = select(object_.c.world, object_.c.id).where(
        object_.c.scope == PLAYER, object_.c.owner == owner, object_.c.owner > 0
    )
    return [Self(*row) for row in await connection.execute(wanted.order_by(object_.c.world))]
