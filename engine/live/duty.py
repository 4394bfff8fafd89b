"""A live game -> all that it does of itself: ends of offers, retirements, the clock's actions, rankings."""

from __future__ import annotations

from collections.abc import Mapping

from engine.live.game import Game
from engine.live.job import clock as clocks
from engine.live.job import expire as ends
from engine.live.job.job import Job, Work
from engine.live.job.jobs import Jobs
from engine.live.job.runner import Clock, Runner
from engine.live.rank import refresh as ranks
from engine.live.retiring import KIND as RETIRE
from engine.live.retiring import Retiring
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Store
from engine.live.thaw import thawed
from rules.expression.type import DAY

PRUNE = "prune"
_REMEMBERED = 30 * DAY  # how long a job that was done is known by its name


def clock_of(store: Store) -> Clock:
    """Return the clock that all processes of a store share."""

    async def now() -> int:
        return (await now_of(store)).now

    return now


def duties(game: Game, daily: Mapping[str, Work] | None = None, clock: Clock | None = None) -> Runner:
    """Return what does all that is due, beside the same in other processes; *daily* is more work, by kind.

    It hears of every group that is carried out, so as to know who has played in which guild.
    """
    engine = game.store.engine
    jobs, refresh = Jobs(engine), ranks.Refresh(game.store, engine, lambda: game.active)
    game.after.append(refresh.after)
    clock = clock or clock_of(game.store)

    async def prune(_: Job) -> None:
        await jobs.prune(await clock() - _REMEMBERED)

    retiring = Retiring(game.store, Rulesets(engine), lambda: game.active)
    works = {
        RETIRE: retiring.work,
        ends.KIND: ends.expire(game.submit),
        clocks.KIND: clocks.act(game.submit),
        ranks.KIND: refresh.work,
        PRUNE: prune,
        **(daily or {}),
    }
    plans = [
        ends.ended(engine),
        thawed(game.store),
        retiring.plan,
        clocks.daily(engine, lambda: game.active.ruleset),
        ranks.planned(refresh),
        clocks.at_distance((kind, DAY) for kind in (PRUNE, *(daily or {}))),
    ]
    return Runner(jobs, works, plans, clock)
