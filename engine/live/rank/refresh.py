"""Players who did something of late -> their scores, worked out again as often as rankings want it.

One process does it, and finds in the database who that was: so nothing is missed when another dies.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.active import Active
from engine.live.group import Carried
from engine.live.job.job import Job
from engine.live.query import reading
from engine.live.rank.boards import Boards
from engine.live.rank.score import Score, Scorer
from engine.live.store.protocol import Name, Store, Stored
from engine.live.store.schema import object_, person, ranking
from rules.expression.scalar import ScalarCode
from rules.expression.type import DAY, MINUTE, SECOND
from rules.program.moment import Moment
from rules.ruleset import Ruleset

KIND = "rankings"
_AT_ONCE = 200
_REFRESH = 5 * MINUTE


class Refresh:
    """Keep the boards of a game up to date."""

    def __init__(self, store: Store, engine: AsyncEngine, active: Callable[[], Active]) -> None:
        """Begin knowing of nobody in any guild."""
        self.store, self.engine, self.active = store, engine, active
        self.boards = Boards(engine)
        self._met: set[tuple[Name, Name]] = set()
        self._known: set[tuple[Name, Name]] = set()

    def after(self, carried: Carried) -> None:
        """Note where players played, for the next time."""
        for task in carried.tasks:
            asked = task.command
            if asked.guild and asked.owner:
                pair = Name(asked.world, "player", asked.owner), Name(asked.world, "guild", asked.guild)
                self._met |= {pair} - self._known

    async def meet(self, now: int) -> None:
        """Write where players played."""
        met, self._met = self._met, set()
        numbers = await self.store.resolve([name for pair in met for name in pair]) if met else {}
        await self.boards.meet({(numbers[player], numbers[guild]) for player, guild in met}, now)
        self._known |= met

    async def work(self, job: Job) -> None:
        """Refresh the scores of all who did something since a little before the newest score, or of *all*."""
        if not self.active().ruleset.rankings:
            return
        scorer, worlds = Scorer(self.active()), await self._worlds()
        for players in await self._changed(everybody=bool(job.payload.get("all"))):
            stored = await self._stored([*players, *worlds.values()])
            scores: list[Score] = []
            for each in (stored[number] for number in players if number in stored):
                scores += scorer.scores(each, stored.get(worlds.get(each.name.world, 0)))
            await self.boards.write(scores)

    async def _changed(self, *, everybody: bool) -> list[Sequence[int]]:
        """Return who did something, so many at a time; whoever was erased did not."""
        newest = select(func.coalesce(func.max(ranking.c.at), 0))
        async with reading(self.engine) as connection:
            since = (await connection.execute(newest)).scalar_one() - 2 * refresh_of(self.active().ruleset)
            asked = select(object_.c.id).where(
                object_.c.scope == "player",
                object_.c.owner > 0,
                object_.c.version > 0,
                object_.c.time >= (0 if everybody else since),
                object_.c.id.not_in(select(person.c.object).where(person.c.erased)),
            )
            ids = (await connection.execute(asked.order_by(object_.c.id))).scalars().all()
        return [ids[begin : begin + _AT_ONCE] for begin in range(0, len(ids), _AT_ONCE)]

    async def _worlds(self) -> dict[int, int]:
        async with reading(self.engine) as connection:
            asked = select(object_.c.world, object_.c.id).where(object_.c.scope == "world")
            return {row[0]: row[1] for row in await connection.execute(asked)}

    async def _stored(self, numbers: Sequence[int]) -> dict[int, Stored]:
        async with self.store.transaction() as transaction:
            return await transaction.read(sorted(numbers))


def refresh_of(ruleset: Ruleset) -> int:
    """Return how often the boards of a game are refreshed: as the most impatient ranking wants it."""
    return min((each.refresh for each in ruleset.rankings.values()), default=_REFRESH)


def planned(refresh: Refresh) -> Callable[[int], Awaitable[list[Job]]]:
    """Return what plans refreshes: every so often, and each second while a period ends whose board is kept.

    Once a day, and for each new ruleset, everybody's score is worked out again, as it may be another.
    """

    async def plan(now: int) -> list[Job]:
        await refresh.meet(now)
        ruleset = refresh.active().ruleset
        if not ruleset.rankings:
            return []
        every = SECOND if _turns(ruleset, now) else refresh_of(ruleset)
        now_and_then = Job(f"{KIND}:{now // every}:{every}", KIND, now // every * every)
        once = Job(f"{KIND}:{ruleset.hash}:{now // DAY}", KIND, now // DAY * DAY, {"all": True})
        return [once, now_and_then]

    return plan


def _turns(ruleset: Ruleset, now: int) -> bool:
    """Tell whether a period that is kept ends now, or nearly."""
    catalogue, code = ruleset.catalogue, ScalarCode(ruleset.catalogue)
    near = refresh_of(ruleset)
    for each in ruleset.rankings.values():
        if each.period is not None:
            period = code.function(each.period, ())
            moments = [Moment(at, catalogue.calendar.day_of(at)) for at in (now - near, now, now + near)]
            if len({period([], moment) for moment in moments}) > 1:
                return True
    return False
