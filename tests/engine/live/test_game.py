"""The runner of groups: whatever goes wrong, nobody waits for ever, and those who come next are served."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from engine.live.command import Command
from engine.live.game import Bounds, BusyError
from engine.live.store.connect import connect
from tests.engine.live.playing import playing
from tests.play import ruleset

PACK = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
limits: {often: {per: player, times: 100, in: 1m}}
actions: {earn: {limit: often, do: [{give: {gold: 1}}]}}
"""


def test_who_hears_of_defects_may_fail_and_play_goes_on() -> None:
    async def run() -> None:
        async with playing(connect("memory://"), ruleset(PACK)) as players:
            executor = players.game.active.executor

            def broken(*_: Any) -> None:
                raise ZeroDivisionError

            def deaf(*_: Any) -> None:
                raise OSError("nobody hears")

            players.game._defects = deaf
            players.game.active.executor = type("Broken", (), {"play": broken})()
            with pytest.raises(OSError, match="nobody hears"):
                await asyncio.wait_for(players.do(1, "earn"), 10)
            players.game.active.executor = executor
            assert (await players.do(1, "earn")).outcome == "accepted"

    asyncio.run(run())


def test_a_defect_fails_its_command_and_leaves_a_receipt_that_says_so() -> None:
    async def run() -> None:
        async with playing(connect("memory://"), ruleset(PACK)) as players:
            executor = players.game.active.executor

            def broken(*_: Any) -> None:
                raise ZeroDivisionError

            players.game.active.executor = type("Broken", (), {"play": broken})()
            assert (await players.do(1, "earn", id_="broken")).outcome == "failed"
            players.game.active.executor = executor
            again = await players.do(1, "earn", id_="broken")
            assert (again.outcome, again.again) == ("failed", True)
            assert (await players.do(1, "earn")).assets == (("owned.coin", "gold", 1),)
            assert [type(error) for error in players.heard.errors] == [ZeroDivisionError]

    asyncio.run(run())


def test_the_same_id_with_another_request_is_refused_whoever_sends_it() -> None:
    async def run() -> None:
        async with playing(connect("memory://"), ruleset(PACK)) as players:
            await players.do(1, "earn", id_="one")
            assert (await players.do(2, "earn", id_="one")).reason == "id_used"
            both = await asyncio.gather(players.do(1, "earn", id_="two"), players.do(2, "earn", id_="two"))
            assert sorted(each.outcome for each in both) == ["accepted", "refused"]

    asyncio.run(run())


def test_the_same_player_in_two_worlds_shares_nothing() -> None:
    async def run() -> None:
        async with playing(connect("memory://"), ruleset(PACK)) as players:
            for number in range(3):
                await players.ask(1, "earn", id_=f"home-{number}", world=5)
            await players.ask(1, "earn", id_="away", world=6)
            numbers = await players.game.store.resolve([])
            assert numbers == {}
            async with players.game.store.transaction() as transaction:
                receipts = await transaction.receipts(["home-2", "away"])
                home, away = (receipts[name].player for name in ("home-2", "away"))
                found = await transaction.read([home, away])
            assert [sum(each.amount for each in found[number].holdings) for number in (home, away)] == [3, 1]

    asyncio.run(run())


def test_who_asks_too_much_is_told_when_to_come_again() -> None:
    async def run() -> None:
        async with playing(connect("memory://"), ruleset(PACK), Bounds(group=1)) as players:
            players.game._took = 10.0
            asked = [players.game.submit(Command(f"n{number}", 0, 1, "earn")) for number in range(3)]
            answers = await asyncio.gather(*asked, return_exceptions=True)
            busy = [each for each in answers if isinstance(each, BusyError)]
            assert len(busy) == 2
            assert all(each.after > 0 for each in busy)

    asyncio.run(run())
