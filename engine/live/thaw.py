"""Offers that could not end while they held what the game did not know -> their ends, tried again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import Text, cast, func, literal, select

from engine.live.job.expire import KIND
from engine.live.job.job import Job
from engine.live.query import reading
from engine.live.store.protocol import Store
from engine.live.store.schema import generation, object_, receipt

_AT_ONCE = 500


def thawed(store: Store) -> Callable[[int], Awaitable[list[Job]]]:
    """Return what plans one more end for each of them and each later generation."""
    name = literal(f"{KIND}:") + cast(object_.c.id, Text) + ":" + cast(object_.c.version, Text)
    current = select(func.coalesce(func.max(generation.c.generation), 0)).scalar_subquery()

    async def plan(now: int) -> list[Job]:
        wanted = (
            select(
                object_.c.id, object_.c.version, object_.c.world, object_.c.scope, current.label("current")
            )
            .join(receipt, receipt.c.id == name)
            .where(object_.c.ends <= now, object_.c.over.is_(False))
            .where(receipt.c.outcome == "refused", receipt.c.generation < current)
            .order_by(object_.c.id)
            .limit(_AT_ONCE)
        )
        async with reading(store.engine) as line:
            rows = (await line.execute(wanted)).all()
        return [
            Job(
                f"{KIND}:{row.id}:{row.version}:{row.current}",
                KIND,
                now,
                {"offer": row.id, "world": row.world, "kind": row.scope},
            )
            for row in rows
        ]

    return plan
