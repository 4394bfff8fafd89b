"""Rankings of a live game: worked out from what is stored, the last board of each season kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from sqlalchemy import insert

from engine.live.job.jobs import Jobs
from engine.live.job.runner import Runner
from engine.live.rank.refresh import KIND, Refresh, planned
from engine.live.store.protocol import Name
from engine.live.store.schema import person
from engine.live.store.sqlite import SqliteStore
from rules.define.moment import moment
from rules.expression.type import HOUR, MINUTE
from tests.engine.live.playing import Players, playing
from tests.play import ruleset

PACK = """
kinds: {season: {ordered_by: start, fields: {start: day}}}
season: {spring: {start: 2026-03-01}, summer: {start: 2026-06-01}}
variables:
  points: {type: {int: [0, 1000000]}, resets: season}
  most: {type: {int: [0, 1000000]}}
rankings:
  season: {by: points, refresh: 5m, view: row, keeps: season}
  most: {by: most, refresh: 5m, view: row}
actions:
  score:
    params: {n: {type: {int: [0, 1000]}}}
    do: [{set: {points: "clamp(points + n, 0, 1000000)", most: "max(most, n)"}}]
texts: {en: {row: "{place} {score}"}}
"""


class Scene:
    """A game whose clock is set by hand, and a runner of its jobs."""

    def __init__(self, players: Players, clock: list[int]) -> None:
        self.players, self.now = players, clock
        self.store = players.game.store
        self.refresh = Refresh(self.store, self.store.engine, lambda: players.game.active)
        players.game.after.append(self.refresh.after)
        jobs, plans = Jobs(self.store.engine), [planned(self.refresh)]
        self.runner = Runner(jobs, {KIND: self.refresh.work}, plans, self.clock, random=Random(1))

    async def clock(self) -> int:
        """Return the time."""
        return self.now[0]

    async def score(self, owner: int, n: int, **where: Any) -> None:
        """Let a player score."""
        reply = await self.players.ask(owner, "score", {"n": n}, **where)
        assert reply.outcome == "accepted", reply

    async def board(self, name: str, guild: int = 0) -> list[tuple[int, int, int]]:
        """Return places, players as Discord knows them, and scores."""
        return [
            (line.place, line.owner, line.score)
            for line in (await self.refresh.boards.page(0, name, guild)).lines
        ]


def play(test: Callable[[Scene], Awaitable[None]], begins: str) -> None:
    """Run a test from a moment on."""
    rules = ruleset(PACK)
    now = [moment(begins, rules.catalogue.calendar) or 0]

    async def run() -> None:
        async with playing(SqliteStore("memory://", clock=lambda _: now[0]), rules) as players:
            await test(Scene(players, now))

    asyncio.run(run())


def test_scores_are_worked_out_again_as_often_as_their_ranking_wants_it() -> None:
    async def test(scene: Scene) -> None:
        await scene.score(1, 5)
        await scene.score(2, 9)
        await scene.runner.tick()
        assert await scene.board("most") == [(1, 2, 9), (2, 1, 5)]
        await scene.score(1, 20)
        await scene.runner.tick()
        assert await scene.board("most") == [(1, 2, 9), (2, 1, 5)]
        scene.now[0] += 5 * MINUTE
        await scene.runner.tick()
        assert await scene.board("most") == [(1, 1, 20), (2, 2, 9)]

    play(test, "2026-04-05 12:00")


def test_the_last_table_of_a_season_stays_as_it_was_when_the_season_ended() -> None:
    async def test(scene: Scene) -> None:
        await scene.score(1, 5)
        await scene.score(2, 9)
        scene.now[0] += MINUTE - 1500
        await scene.score(1, 6)  # a second and a half before the end
        await scene.runner.tick()
        scene.now[0] += 2000
        await scene.score(1, 1)
        scene.now[0] += HOUR
        await scene.runner.tick()
        assert await scene.board("season:0") == [(1, 1, 11), (2, 2, 9)]
        assert await scene.board("season:1") == [(1, 1, 1)]

    play(test, "2026-05-31 23:59")


def test_guilds_have_tables_of_those_who_have_played_there() -> None:
    async def test(scene: Scene) -> None:
        await scene.score(1, 5, guild=77)
        await scene.score(2, 9)
        await scene.score(3, 7, guild=77)
        await scene.runner.tick()
        name = Name(0, "guild", 77)
        guild = (await scene.store.resolve([name]))[name]
        assert await scene.board("most", guild) == [(1, 3, 7), (2, 1, 5)]
        assert len(await scene.board("most")) == 3

    play(test, "2026-04-05 12:00")


def test_who_was_erased_leaves_and_does_not_come_back() -> None:
    async def test(scene: Scene) -> None:
        await scene.score(1, 5)
        await scene.score(2, 9)
        await scene.runner.tick()
        gone = (await scene.store.resolve([Name(0, "player", 2)]))[Name(0, "player", 2)]
        async with scene.store.engine.begin() as line:
            await line.execute(insert(person), [{"object": gone, "erased": True}])
        await scene.refresh.boards.leave(gone)
        scene.now[0] += 5 * MINUTE
        await scene.runner.tick()
        assert await scene.board("most") == [(1, 1, 5)]

    play(test, "2026-04-05 12:00")
