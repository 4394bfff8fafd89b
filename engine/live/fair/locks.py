"""A database -> the keys that its seeds are sealed with, of those that nobody was told yet."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.schema import epoch as table


async def locks(line: AsyncConnection) -> dict[int, str]:
    """Return the id of the key by epoch; nothing before the first epoch."""
    wanted = select(table.c.id, table.c.key_id).where(table.c.revealed.is_(None)).order_by(table.c.id)
    return {row.id: row.key_id for row in await line.execute(wanted)}
