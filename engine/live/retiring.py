"""Retired records that nobody's command comes to -> paid out by a job, in batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select, tuple_

from engine.fair.secret import Secret
from engine.live.active import Active
from engine.live.content import ready
from engine.live.decide import Decider
from engine.live.game import Library
from engine.live.job.job import Job
from engine.live.objects import Objects
from engine.live.query import reading
from engine.live.store.protocol import Store
from engine.live.store.schema import generation, holding, object_
from engine.live.task import Task

KIND = "retire"
_EVERY = 60_000  # ms: should one job leave something, the next begins then


class Retiring:
    """Pay out what is retired; a `Plan` and a `Work` for whoever runs jobs.

    *known* returns a ruleset that is built already; where it is not the active one, that is built.
    """

    def __init__(
        self, store: Store, rulesets: Library, known: Callable[[], Active | None] = lambda: None
    ) -> None:
        self._store = store
        self._known = known
        self._rulesets = rulesets
        self._active: Active | None = None

    async def plan(self, now: int) -> list[Job]:
        """Return a job, while there is anything to pay out."""
        active = await self._current()
        found = await self._due(active, 1) if active else ()
        return [Job(f"{KIND}:{active.number}:{now // _EVERY}", KIND, now)] if active and found else []

    async def work(self, _: Job) -> None:
        """Pay out all that there is, batch after batch."""
        while await self.sweep():
            pass

    async def sweep(self, limit: int = 200) -> int:
        """Pay out to so many objects at most; return to how many."""
        active = await self._current()
        ids = await self._due(active, limit) if active else ()
        if active is None or not ids:
            return 0
        async with self._store.transaction() as transaction:
            if transaction.begun.ruleset != active.number:
                return 0  # another ruleset is active by now; the next batch is of that
            await transaction.lock(ids)
            objects = Objects(active, await transaction.read(ids), frozenset(ids))
            decider = Decider(active, transaction.begun, Secret(b""), objects, {}, _never)
            decider.retire()
            if decider.receipts:
                await transaction.write(decider.batch())
                await transaction.commit()
        return len(decider.receipts)

    async def _current(self) -> Active | None:
        wanted = select(generation.c.ruleset).order_by(generation.c.generation.desc()).limit(1)
        async with reading(self._store.engine) as connection:
            number = (await connection.execute(wanted)).scalar()
        known = self._known()
        if known is not None and known.number == number:
            self._active = known
        if number is not None and (self._active is None or self._active.number != number):
            self._active = await ready(self._store, await self._rulesets.ruleset(number), number)
        return self._active

    async def _due(self, active: Active, limit: int) -> Sequence[int]:
        """Return objects that hold what is retired, in the order in which they are locked."""
        if not active.retired:
            return ()
        kinds = {"player", *active.ruleset.offers, *active.codec.renamed}
        wanted = (
            select(holding.c.object)
            .distinct()
            .join(object_, object_.c.id == holding.c.object)
            .where(tuple_(holding.c.slot, holding.c.key).in_([*active.retired]))
            .where(holding.c.amount > 0, object_.c.scope.in_(kinds))
            .order_by(holding.c.object)
            .limit(limit)
        )
        async with reading(self._store.engine) as connection:
            return (await connection.execute(wanted)).scalars().all()


def _never(_: Task, error: Exception) -> None:
    raise error
