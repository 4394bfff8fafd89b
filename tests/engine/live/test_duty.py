"""What a game does of itself, over days: the clock's actions once a day, rankings, daily work."""

from __future__ import annotations

import asyncio

from engine.live.duty import duties
from engine.live.job.job import Job
from engine.live.rank.boards import Boards
from engine.live.store.sqlite import SqliteStore
from rules.define.moment import moment
from rules.expression.type import DAY, HOUR
from tests.engine.live.playing import playing
from tests.play import BEGINS, ruleset

PACK = """
variables:
  rounds: {belongs_to: world, type: {int: [0, 1000]}}
  seen: {type: {int: [0, 1000]}}
rankings: {seen: {by: seen, view: row}}
actions:
  opens: {who: clock, every: {day: "20:01"}, do: [{set: {rounds: "clamp(rounds + 1, 0, 1000)"}}]}
  look: {do: [{set: {seen: rounds}}]}
texts: {en: {row: "{place} {score}"}}
"""


def test_a_game_does_each_day_what_is_due_and_makes_up_for_the_last_day_alone() -> None:
    rules = ruleset(PACK)
    now, checked = [moment(BEGINS, rules.catalogue.calendar) or 0], []

    async def check(each: Job) -> None:
        checked.append(each.name)

    async def run() -> None:
        async with playing(SqliteStore("memory://", clock=lambda _: now[0]), rules) as players:
            runner = duties(players.game, {"checkpoint": check})
            await players.do(1, "look")

            async def rounds() -> int:
                for _ in range(2):
                    await runner.tick()
                await players.do(1, "look")
                now[0] += HOUR
                await runner.tick()
                page = await Boards(players.game.store.engine).page(0, "seen")
                return page.lines[0].score if page.lines else 0

            seen = [await rounds()]
            now[0] += 12 * HOUR
            seen.append(await rounds())
            seen.append(await rounds())
            now[0] += 4 * DAY  # nobody was there
            seen.append(await rounds())
            assert seen == [0, 1, 1, 2]
            assert len(checked) == len(set(checked)) == 3
            assert await runner.jobs.listed(failed=True) == []
            assert players.heard.errors == []

    asyncio.run(run())
