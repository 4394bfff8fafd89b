"""The list of jobs in a database: put in, leased, done, tried again or given up; looked at and cleared."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.fair.canonical import canonical
from engine.live.job.job import Figures, Job, Listed
from engine.live.query import insert, reading
from engine.live.store.schema import job

_OPEN = and_(job.c.done_at.is_(None), job.c.failed_at.is_(None))
_ERROR = 2000  # characters of an error that are kept


class Jobs:
    """The jobs of all processes of one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Know where they are kept."""
        self.engine = engine

    async def add(self, jobs: Sequence[Job], now: int = 0) -> int:
        """Put jobs into the list and return how many are new; what has a name that was there is left out."""
        if not jobs:
            return 0
        rows = [
            {"name": each.name, "kind": each.kind, "due": each.due, "payload": canonical(dict(each.payload))}
            for each in jobs
        ]
        async with self.engine.begin() as connection:
            new = insert(connection, job).on_conflict_do_nothing().returning(job.c.name)
            found = [await connection.execute(new, {**row, "created": now}) for row in rows]
            return sum(len(each.all()) for each in found)

    async def lease(self, now: int, until: int, by: str, kinds: Collection[str], most: int) -> list[Job]:
        """Take up to *most* jobs that are due; nobody else gets them until *until*."""
        due = (
            select(job.c.name)
            .where(_OPEN, job.c.due <= now, job.c.leased_until <= now, job.c.kind.in_(sorted(kinds)))
            .order_by(job.c.due, job.c.name)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        async with self.engine.begin() as connection:
            names = (await connection.execute(due)).scalars().all()
            if not names:
                return []
            taken = (
                update(job)
                .where(job.c.name.in_(names))
                .values(leased_until=until, leased_by=by, tries=job.c.tries + 1)
                .returning(*job.c)
            )
            rows = (await connection.execute(taken)).all()
        return sorted((_job(row) for row in rows), key=lambda each: (each.due, each.name))

    async def done(self, each: Job, now: int) -> None:
        """Note that a job was done."""
        await self._note(each, done_at=now, leased_until=0, error="")

    async def again(self, each: Job, due: int, error: str) -> None:
        """Let a job be tried again later."""
        await self._note(each, due=due, leased_until=0, error=error[:_ERROR])

    async def fail(self, each: Job, now: int, error: str) -> None:
        """Give a job up; it stays in the list until it is cleared."""
        await self._note(each, failed_at=now, leased_until=0, error=error[:_ERROR])

    async def _note(self, each: Job, **values: int | str | None) -> None:
        """Write what became of a lease, unless somebody else has taken the job meanwhile."""
        mine = and_(job.c.name == each.name, job.c.tries == each.tries, _OPEN)
        async with self.engine.begin() as connection:
            await connection.execute(update(job).where(mine).values(values))

    async def figures(self, now: int) -> list[Figures]:
        """Return how the jobs of each kind stand."""
        due = and_(_OPEN, job.c.due <= now)

        def counted(test: ColumnElement[bool]) -> ColumnElement[int]:
            return func.coalesce(func.sum(case((test, 1), else_=0)), 0)

        asked = select(
            job.c.kind,
            counted(due),
            counted(and_(_OPEN, job.c.due > now)),
            counted(job.c.failed_at.is_not(None)),
            func.min(case((due, job.c.due))),
        ).group_by(job.c.kind)
        async with reading(self.engine) as connection:
            rows = (await connection.execute(asked.order_by(job.c.kind))).all()
        return [Figures(*row) for row in rows]

    async def listed(self, kind: str = "", *, failed: bool = False, most: int = 100) -> list[Listed]:
        """Return jobs that are not done, or those that failed, the oldest first."""
        test = job.c.failed_at.is_not(None) if failed else _OPEN
        asked = select(job).where(test, *([job.c.kind == kind] if kind else []))
        async with reading(self.engine) as connection:
            rows = (await connection.execute(asked.order_by(job.c.due, job.c.name).limit(most))).all()
        return [
            Listed(_job(row), row.leased_until, row.leased_by, row.done_at, row.failed_at, row.error)
            for row in rows
        ]

    async def retry(self, names: Collection[str], now: int) -> int:
        """Let jobs that failed be tried from the beginning; return how many there are."""
        these = and_(job.c.name.in_(sorted(names)), job.c.failed_at.is_not(None))
        values = {"failed_at": None, "tries": 0, "due": now, "leased_until": 0}
        async with self.engine.begin() as connection:
            return (await connection.execute(update(job).where(these).values(values))).rowcount

    async def clear(self, names: Collection[str]) -> int:
        """Take jobs that are not done out of the list, and return how many there were."""
        these = and_(job.c.name.in_(sorted(names)), job.c.done_at.is_(None))
        async with self.engine.begin() as connection:
            return (await connection.execute(delete(job).where(these))).rowcount

    async def prune(self, before: int) -> int:
        """Forget jobs that were done before a time."""
        async with self.engine.begin() as connection:
            return (await connection.execute(delete(job).where(job.c.done_at < before))).rowcount


def _job(row: Row[*tuple[Any, ...]]) -> Job:
    return Job(row.name, row.kind, row.due, json.loads(row.payload), row.tries)
