"""What somebody chooses for himself -> heeded by every reply, panel and notice; his data -> his, or gone."""

from __future__ import annotations

import asyncio
import json

import pytest
from sqlalchemy import select

from bot.local.person import Person
from bot.own.tap import Tap
from engine.live.job.job import Job
from engine.live.people.export import export
from engine.live.rank.refresh import Refresh
from engine.live.store.schema import object_, person
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing, until


async def _begun(played: Played, name: str = "ana", locale: str = "en-US") -> Person:
    somebody = played.discord.person(name, locale)
    await somebody.type("/start")
    return somebody


async def choose(somebody: Person, row: int, *values: str) -> str:
    """Choose from one of several lists of the last message."""
    message = somebody.messages[-1]
    does = message.payload["components"][row]["components"][0]["custom_id"]
    return await somebody.answer(await somebody.send(does, message, list(values)))


def test_a_language_that_was_chosen_is_spoken_in_all_that_follows(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, ben = await _begun(played), await _begun(played, "ben")
            assert "**Language**: Discord's (English)" in await ana.type("/settings")
            assert "**Sprache**: Deutsch" in await choose(ana, 0, "de")
            assert (await ana.type("/profile")).startswith("Stufe 1")
            assert "Deine Esprits" in await ana.type("/collection")
            assert (await ana.type("/menu")).splitlines()[2] == "☀️ Jeden Tag"
            assert "Tausch" in await ana.type(f"/trade trade partner:<@{ben.id}>")
            await ana.type("/settings")
            assert "**Language**: Discord's (English)" in await choose(ana, 0, "-")
            assert (await ana.type("/profile")).startswith("Level 1")

    asyncio.run(run())


@pytest.mark.system("G33")
def test_notices_come_in_the_language_that_was_chosen_or_in_that_of_discord(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, ben = await _begun(played), await _begun(played, "ben", "de")
            for somebody in (ana, ben):
                await somebody.type("/settings")
                await choose(somebody, 1, "trade_opened")
            await ana.type(f"/trade trade partner:<@{ben.id}>")
            await until(lambda: len(played.discord.sent) == 1)
            assert played.discord.sent[0][1]["content"] == "Jemand möchte mit dir tauschen."
            await ana.type("/settings")
            await choose(ana, 0, "de")
            await ben.type(f"/trade trade partner:<@{ana.id}>")
            await until(lambda: len(played.discord.sent) == 2)
            assert played.discord.sent[1][1]["content"] == "Jemand möchte mit dir tauschen."

    asyncio.run(run())


@pytest.mark.system("G33")
def test_notices_are_turned_on_and_off_by_the_games_own_action(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            assert "**You are told of**: nothing" in await ana.type("/settings")
            told = await choose(ana, 1, "trade_opened", "wager_offered")
            assert "**You are told of**: Trade opened, Wager offered" in told
            told = await choose(ana, 1, "wager_offered")
            assert "Trade opened: no." in told
            assert "**You are told of**: Wager offered" in told
            assert "**You are told of**: nothing" in await choose(ana, 1)

    asyncio.run(run())


def test_who_has_not_begun_is_told_why_he_cannot_be_told_of_anything(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana")
            await ana.type("/settings")
            told = await choose(ana, 1, "trade_opened")
            assert "You are still awake. Begin with start." in told
            assert "**You are told of**: nothing" in told

    asyncio.run(run())


def test_who_wants_words_gets_no_pictures_but_what_they_show(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            await ana.type("/settings")
            await ana.click("Words only")
            assert "Picture: Beamlet, Common, Common, Light" in await ana.type("/size_up esprit:Beamlet")
            assert (
                "attachments" not in ana.messages[-1].payload or not ana.messages[-1].payload["attachments"]
            )

    asyncio.run(run())


@pytest.mark.system("G31")
def test_who_hides_is_not_named_in_rankings(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, ben = await _begun(played), await _begun(played, "ben")
            refresh = Refresh(
                played.service.store, played.service.store.engine, lambda: played.service.game.active
            )
            await refresh.work(Job("now", "rankings", 0, {"all": True}))
            assert f"<@{ana.id}>: " in await ben.type("/leaderboard ranking:wealth")
            await ana.type("/settings")
            assert "**Your name in rankings**: hidden" in await ana.click("Hide my name")
            told = await ben.type("/leaderboard ranking:wealth")
            assert f"<@{ana.id}>" not in told
            assert "1. somebody: " in told
            assert f"<@{ben.id}>: " in told

    asyncio.run(run())


@pytest.mark.system("G42")
def test_all_that_is_kept_of_one_is_sent_to_him_alone(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            await ana.type("/settings")
            told = await ana.click("My data")
            assert told.splitlines()[0] == "(only you can see this)"
            assert ana.messages[-1].payload["attachments"][0]["filename"] == "my-data.json"
            (kept,) = await export(played.service.store, ana.id)
            assert json.loads(json.dumps(kept))["receipts"][0]["action"] == "start"

    asyncio.run(run())


@pytest.mark.system("G42")
@pytest.mark.parametrize("locale", ["en-US", "de"])
def test_who_has_himself_forgotten_is_asked_first_and_then_is_nobody(ruleset: Ruleset, locale: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played, locale=locale)
            await ana.type("/profile")
            await ana.type("/settings")
            await choose(ana, 0, "en")
            await ana.click("Forget me")
            assert "Your settings" in await ana.click("No")
            assert "Level 1" in await ana.type("/profile")
            await ana.type("/settings")
            await ana.click("Forget me")
            assert "You are forgotten." in await ana.click("Yes, forget me")
            async with played.service.store.reader.connect() as line:
                left = select(object_.c.id).where(object_.c.owner == ana.id, object_.c.version > 0)
                assert (await line.execute(left)).all() == []
                kept = (await line.execute(select(person.c.settings).where(person.c.erased))).scalars().all()
                assert kept == ["{}"]
            told = await ana.type("/profile")
            begin = "You are still awake." if locale == "en-US" else "Du bist noch wach."
            assert told.startswith(begin), "and in the language of Discord again"
            assert (await ana.type("/history")).splitlines()[2].startswith("1. ")

    asyncio.run(run())


def test_nobody_chooses_for_another(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, ben = await _begun(played), await _begun(played, "ben")
            await ana.type("/leaderboard")
            told = await ben.click("This server")
            assert told.splitlines() == ["(only you can see this)", f"This button is for <@{ana.id}>."]
            forged = Tap(ana.id, "settings", "left").custom_id
            told = await ben.answer(await ben.send(forged, ben.messages[-1]))
            assert f"This button is for <@{ana.id}>." in told
            assert "Level 1" in await ana.type("/profile")

    asyncio.run(run())
