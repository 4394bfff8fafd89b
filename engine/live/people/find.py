"""The number that Discord gave a player -> his objects, one in each world in which he played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.schema import object_

PLAYER = "player"


class Self(NamedTuple):
    """A player in one world, by the number of his object."""

    world: int
    number: int


async def selves(line: AsyncConnection, owner: int) -> Sequence[Self]:
    """Return where somebody plays."""
    wanted = select(object_.c.world, object_.c.id).where(
        object_.c.scope == PLAYER, object_.c.owner == owner, object_.c.owner > 0
    )
    return [Self(*row) for row in await line.execute(wanted.order_by(object_.c.world))]
