"""A command that only looks -> told again at once, and anew as soon as anything has changed."""

from __future__ import annotations

import asyncio

from sqlalchemy import func, select

from bot.again import only_looks
from bot.local.fault import Fault
from bot.wire import Callback
from engine.live.store.schema import receipt
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing
from tests.bot.test_playing import begun


async def _receipts(played: Played) -> int:
    async with played.service.store.reader.connect() as line:
        return int((await line.execute(select(func.count()).select_from(receipt))).scalar_one())


def test_who_looks_again_is_answered_at_once_and_nothing_is_carried_out(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            first = await ana.type("/profile")
            before = await _receipts(played)
            assert await ana.type("/profile") == first
            assert ana.last is not None
            assert ana.last.callback is not None
            assert ana.last.callback["type"] == Callback.MESSAGE
            assert await _receipts(played) == before

    asyncio.run(run())


def test_those_who_ask_at_once_are_told_what_the_first_of_them_is(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            before = await _receipts(played)
            said = await asyncio.gather(*(ana.type("/profile") for _ in range(5)))
            assert {"**Gold**" in each for each in said} == {True}
            assert await _receipts(played) == before + 1

    asyncio.run(run())


def test_what_has_changed_is_seen_at_once(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            assert "**Gold**: 100,500" in await ana.type("/profile")
            await ana.type(f"/trade trade partner:@{bob.id}")
            await ana.type("/trade gold trade:? gold_given:500")
            assert "**Gold**: 100,000" in await ana.type("/profile")

    asyncio.run(run())


def test_what_one_is_shown_is_shown_to_nobody_else(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob", "de")
            await ana.type("/profile")
            assert "**Gold**" in await bob.type("/profile")
            ana.locale = "de"
            assert "**Gold**" in await ana.type("/profile")

    asyncio.run(run())


def test_an_answer_that_is_lost_or_refused_is_given_once(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            first = await ana.type("/profile")
            for fault in Fault:
                played.discord.faults.add("POST .*/callback", fault)
                assert await ana.type("/profile") == first

    asyncio.run(run())


def test_who_looks_too_often_is_told_when_to_come_again(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            await ana.type("/profile")
            most = ruleset.guards["flood"].times
            said = await asyncio.gather(*(ana.type("/profile") for _ in range(2 * most)))
            assert [each for each in said if each.startswith("Slow down.")] != []

    asyncio.run(run())


def test_only_what_does_nothing_by_itself_is_a_look(ruleset: Ruleset) -> None:
    looks = {name for name, program in ruleset.programs.items() if only_looks(program)}

    assert {"profile", "collection"} <= looks
    assert not looks & {"start", "daily", "sell", "drop", "allocate", "notify", "lead", "unlead"}
