"""Offers of a live game whose end comes: ended by the clock, once, and what lay in them goes on its way."""

from __future__ import annotations

import asyncio
from random import Random

from sqlalchemy import func, select

from engine.live.duty import duties
from engine.live.job.expire import KIND, ended, expire
from engine.live.job.jobs import Jobs
from engine.live.job.runner import Runner
from engine.live.store.schema import entry, object_
from engine.live.store.sqlite import SqliteStore
from rules.define.moment import moment
from rules.expression.type import HOUR, MINUTE
from tests.engine.live.playing import Players, playing
from tests.play import BEGINS, ruleset

PACK = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
variables: {paid: {type: bool}}
limits: {once: {times: 1, each: day}}
offers:
  auction:
    ends: {in: 1h}
    fields: {bid: {int: [0, 1000]}, bidder: {type: player, optional: true}}
    at_end:
      - when: has(auction.bidder)
        then: [{hand: {gold: auction.bid}, from: auction, to: auction.owner}]
actions:
  start: {limit: once, do: [{give: {gold: 100}}]}
  sell: {do: [{open: auction}]}
  bid:
    params: {auction: {type: auction}, n: {type: {int: [1, 1000]}}}
    require: [{that: "n > auction.bid and not has(auction.bidder)", else: low}]
    do:
      - {put: {gold: n}, into: auction}
      - {set: {auction.bid: n, auction.bidder: me, auction.ends: "max(auction.ends, now + 30 * minute)"}}
texts: {en: {low: "Too low."}}
"""


async def owned(players: Players, owner: int) -> int:
    """Return how much somebody has, by his ledger."""
    engine = players.game.store.engine
    async with engine.connect() as line:
        asked = select(object_.c.id).where(object_.c.scope == "player", object_.c.owner == owner)
        number = (await line.execute(asked)).scalar_one()
        sides = (entry.c.target == number, entry.c.source == number)
        sums = [select(func.coalesce(func.sum(entry.c.amount), 0)).where(each) for each in sides]
        got, gave = [(await line.execute(each)).scalar_one() for each in sums]
    return int(got - gave)


def test_the_clock_ends_an_offer_once_and_not_before_its_end_though_that_was_put_off() -> None:
    rules = ruleset(PACK)
    now = [moment(BEGINS, rules.catalogue.calendar) or 0]

    async def clock() -> int:
        return now[0]

    async def run() -> None:
        async with playing(SqliteStore("memory://", clock=lambda _: now[0]), rules) as players:
            engine = players.game.store.engine
            works = {KIND: expire(players.game.submit)}
            runner = Runner(Jobs(engine), works, [ended(engine)], clock, random=Random(1))
            for owner in (1, 2):
                await players.do(owner, "start")
            (auction,) = (await players.do(1, "sell")).opened
            (unsold,) = (await players.do(1, "sell")).opened
            now[0] += 50 * MINUTE
            assert (await players.do(2, "bid", auction=auction, n=60)).outcome == "accepted"
            now[0] += 15 * MINUTE
            assert await runner.tick() == 1  # the one that nobody put off
            assert [await owned(players, owner) for owner in (1, 2)] == [100, 40]
            now[0] += HOUR
            assert [await runner.tick() for _ in range(3)] == [1, 0, 0]
            assert [await owned(players, owner) for owner in (1, 2)] == [160, 40]
            assert await Jobs(engine).listed(failed=True) == []
            assert unsold != auction

    asyncio.run(run())


GREEDY = PACK.replace("hand: {gold: auction.bid}", "hand: {gold: 2 * auction.bid}")


def test_an_end_that_cannot_be_carried_out_gives_everybody_back_what_is_theirs() -> None:
    rules = ruleset(GREEDY)
    now = [moment(BEGINS, rules.catalogue.calendar) or 0]

    async def clock() -> int:
        return now[0]

    async def run() -> None:
        async with playing(SqliteStore("memory://", clock=lambda _: now[0]), rules) as players:
            engine = players.game.store.engine
            works = {KIND: expire(players.game.submit)}
            runner = Runner(Jobs(engine), works, [ended(engine)], clock, random=Random(1))
            for owner in (1, 2):
                await players.do(owner, "start")
            (auction,) = (await players.do(1, "sell")).opened
            await players.do(2, "bid", auction=auction, n=60)
            assert await owned(players, 2) == 40
            now[0] += 2 * HOUR
            assert [await runner.tick() for _ in range(2)] == [1, 0]
            assert [await owned(players, owner) for owner in (1, 2)] == [100, 100]
            assert (await players.do(2, "bid", auction=auction, n=70)).reason == "offer.gone"

    asyncio.run(run())


RANKED = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
rankings: {wealth: {by: owned(gold), refresh: 1m, view: row}}
limits: {often: {per: player, times: 9, in: 1m}}
actions:
  earn: {limit: often, params: {n: {type: {int: [1, 100]}}}, do: [{give: {gold: n}}]}
  crown:
    limit: often
    require: [{that: "default(place(ranking.wealth), 1000) == 1", else: not_first}]
    do: [{give: {gold: 1000}}]
texts: {en: {not_first: "Others have more.", row: "{place}. {player}: {score}"}}
"""


def test_who_stands_first_is_told_to_the_command_and_kept_in_its_receipt() -> None:
    rules = ruleset(RANKED)
    now = [moment(BEGINS, rules.catalogue.calendar) or 0]

    async def clock() -> int:
        return now[0]

    async def run() -> None:
        async with playing(SqliteStore("memory://", clock=lambda _: now[0]), rules) as players:
            runner = duties(players.game, clock=clock)
            await players.do(1, "earn", n=5)
            await players.do(2, "earn", n=9)
            assert (await players.do(2, "crown")).reason == "not_first"  # nobody has counted yet
            now[0] += 2 * MINUTE
            while await runner.tick():
                pass
            assert (await players.do(1, "crown")).reason == "not_first"
            assert (await players.do(2, "crown", id_="won")).outcome == "accepted"
            async with players.game.store.transaction() as transaction:
                saw = (await transaction.receipts(["won"]))["won"].saw
            assert '"places":[["wealth",0,1]]' in saw

    asyncio.run(run())
