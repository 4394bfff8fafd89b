"""Events as persons meet them on Discord: they begin and end by themselves, and no command changes."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.bot.playing import Played, playing
from tests.play import ruleset

HEAD = "game: {id: mine, title: Mine, version: 1.0.0, language: 1, day: {timezone: Europe/Berlin}, locales: [en, de]}\n"
PACK = """
kinds: {coin: {holdable: stack, fields: {worth: int}}}
coin: {gold: {name: Gold, worth: 1}}
limits: {once: {per: player, times: 1000, each: day}}
actions:
  earn: {summary: Earn something., limit: once, confirm: offer, do: [{give: {gold: coin.gold.worth}}], say: earned}
  rich: {summary: Look into your purse., say: purse}
views:
  offer: {title: offered, show: {worth: coin.gold.worth}}
texts:
  en: {offered: "A day's work", worth: Worth, earned: "Now it is {owned(gold)}.", purse: "You have {owned(gold)}."}
  de: {offered: Ein Tagwerk, worth: Wert, earned: "Jetzt sind es {owned(gold)}.", purse: "Du hast {owned(gold)}."}
events:
  fair: {every: {weekdays: [sun]}, patch: [{at: coin.gold.worth, scale: 10}, {at: texts.en.purse, set: "At the fair you have {owned(gold)}."}]}
"""
# When clocks in Berlin show what, of an hour that comes twice the first or the second; and what work is worth.
SPRING = [
    ("2027-03-27 23:59", 0, 1),
    ("2027-03-28 00:00", 0, 10),
    ("2027-03-28 03:00", 0, 10),
    ("2027-03-28 23:59", 0, 10),
    ("2027-03-29 00:00", 0, 1),
]
AUTUMN = [
    ("2027-10-30 23:59", 0, 1),
    ("2027-10-31 00:00", 0, 10),
    ("2027-10-31 02:30", 1, 10),
    ("2027-10-31 23:59", 0, 10),
    ("2027-11-01 00:00", 0, 1),
]


def put(played: Played, local: str, fold: int) -> None:
    """Let the store's clock show a time in Berlin."""
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
    played.stage.store._clock = lambda _: int(at.timestamp() * 1000)  # type: ignore[attr-defined]


@pytest.mark.parametrize("script", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_an_event_begins_and_ends_by_itself_over_the_change_of_clocks(
    script: list[tuple[str, int, int]],
) -> None:
    async def run() -> None:
        async with playing(ruleset(PACK, HEAD)) as played:
            put(played, *script[0][:2])
            ana, has = played.discord.person("ana"), 0
            commands = dict(played.discord.registry.commands)
            for local, fold, worth in script:
                put(played, local, fold)
                shown = await ana.type("/earn")
                assert f"**Worth**: {worth}" in shown.splitlines()
                has += worth
                assert await ana.click("Yes, do it") == f"Now it is {has}."
            assert played.discord.registry.commands == commands

    asyncio.run(run())


def test_what_was_shown_before_an_event_began_is_shown_again_before_it_is_done() -> None:
    async def run() -> None:
        async with playing(ruleset(PACK, HEAD)) as played:
            put(played, "2027-03-27 23:59", 0)
            ana = played.discord.person("ana")
            await ana.type("/earn")
            put(played, "2027-03-28 00:00", 0)
            again = await ana.click("Yes, do it")
            assert "**Worth**: 10" in again.splitlines()
            assert await ana.click("Yes, do it") == "Now it is 10."

    asyncio.run(run())


def test_texts_are_those_of_the_event_and_other_languages_stay() -> None:
    async def run() -> None:
        async with playing(ruleset(PACK, HEAD)) as played:
            put(played, "2027-03-28 12:00", 0)
            ana, bob = played.discord.person("ana"), played.discord.person("bob", "de")
            assert await ana.type("/rich") == "At the fair you have 0."
            assert await bob.type("/rich") == "Du hast 0."

    asyncio.run(run())
