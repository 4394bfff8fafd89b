"""A kind of offer -> the numbers of those that are not over, the newest first."""

from __future__ import annotations

from sqlalchemy import select

from engine.live.store.protocol import Store
from engine.live.store.schema import object_

_MOST = 100


async def standing(store: Store, world: int, kind: str) -> list[int]:
    """Return them; more than anybody reads are left out."""
    those = (object_.c.scope == kind, object_.c.world == world, object_.c.over.is_(False))
    wanted = select(object_.c.id).where(*those).order_by(object_.c.id.desc()).limit(_MOST)
    async with store.reader.connect() as line:
        return list((await line.execute(wanted)).scalars())
