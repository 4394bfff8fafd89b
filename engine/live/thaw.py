"""Offers that could not end while they held what the game did not know -> their ends, tried again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import func, select

from engine.live.job.expire import AT_ONCE, ENDED, NAME, end
from engine.live.job.job import Job
from engine.live.query import reading
from engine.live.store.protocol import Store
from engine.live.store.schema import generation, object_, receipt


def thawed(store: Store) -> Callable[[int], Awaitable[list[Job]]]:
    """Return what plans one more end for each of them and each later generation."""
    current = select(func.coalesce(func.max(generation.c.generation), 0)).scalar_subquery()
    refused = (
        ENDED.add_columns(current.label("current"))
        .join(receipt, receipt.c.id == NAME)
        .where(receipt.c.outcome == "refused", receipt.c.generation < current)
        .order_by(object_.c.id)
        .limit(AT_ONCE)
    )

    async def plan(now: int) -> list[Job]:
        async with reading(store.engine) as connection:
            rows = await connection.execute(refused.where(object_.c.ends <= now))
            return [end(f"{row.name}:{row.current}", row, now) for row in rows]

    return plan
