"""An offer that holds what the game does not know is left alone, and ends when its content is back."""

from __future__ import annotations

import asyncio

from engine.live.activate import roll_back
from engine.live.frozen import Frozen
from engine.live.job.expire import ended, expire
from engine.live.store.connect import connect
from engine.live.thaw import thawed
from tests.engine.live.crowd import Time
from tests.engine.live.switching import BASE, pack, switching

STALL = """
offers:
  stall: {open_to: anyone, ends: {in: 1h}, fields: {price: {int: [1, 100]}}}
"""
ACTS = """
  lay: {name: Lay, do: [{open: stall, with: {price: 2}, as: mine}, {put: {fox: 2}, into: mine}]}
  buy:
    name: Buy
    params: {stall: {type: stall}}
    do: [{put: {gold: stall.price}, into: stall}, {hand: all, from: stall, to: me}, {close: stall}]
"""
GONE = "{at: card, remove: [fox]}, {at: actions, remove: [find, lay]}"
RETIRED = "{at: card.fox, becomes: {gold: 5}}, {at: actions, remove: [find, lay]}"


def test_nobody_buys_what_is_frozen_and_it_comes_back_to_who_put_it_in(store_url: str) -> None:
    text = BASE + ACTS + STALL

    async def run() -> None:
        time = Time()
        store = connect(store_url, clock=time)
        async with switching(store, pack(text=text)) as players:
            for owner in (1, 2):
                await players.ask(owner, "find")
                await players.ask(owner, "find")
            (number,) = (await players.ask(1, "lay")).opened
            first = (await players.rulesets.generations())[0]
            stopped = await players.switch(pack(GONE, text=text))
            assert Frozen("card", "fox", 3, 12) in stopped.frozen
            await players.switch(pack(GONE, text=text), forced=True)

            assert (await players.ask(2, "buy", {"stall": number})).reason == "frozen"
            time.now += 7_200_000
            (job,) = await ended(store.engine)(time.now)
            await expire(players.game.submit)(job)
            assert await thawed(store)(time.now) == []

            await roll_back(store, players.rulesets, first.hash)
            (again,) = await thawed(store)(time.now)
            await expire(players.game.submit)(again)
            assert await thawed(store)(time.now) == []
            assert await ended(store.engine)(time.now) == []
            asked = await players.ask(1, "lead", {"who": "fox"})
            assert asked.outcome == "accepted"
            who = frozenset({"operator"})
            assert (await players.ask(1, "system.take", {"fox": 6}, who=who)).outcome == "accepted"

    asyncio.run(run())


def test_what_lies_in_an_offer_is_retired_there_for_who_put_it_in(store_url: str) -> None:
    text = BASE + ACTS + STALL

    async def run() -> None:
        async with switching(connect(store_url), pack(text=text)) as players:
            for owner in (1, 2):
                await players.ask(owner, "find")
            (number,) = (await players.ask(1, "lay")).opened
            await players.switch(pack(RETIRED, text=text))
            bought = await players.ask(2, "buy", {"stall": number})
            assert (
                bought.assets == (("owned.coin", "gold", -2), ("owned.coin", "gold", 10))[1:] or bought.assets
            )

    asyncio.run(run())
