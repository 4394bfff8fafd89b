"""A notice that no message could bring -> read where the game keeps it."""

from __future__ import annotations

import asyncio

import pytest

from bot.local.person import Person
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing

EMPTY = {"en-US": "Nothing waits here.", "de": "Hier wartet nichts."}
TOLD = {"en-US": "Somebody wants to trade with you.", "de": "Jemand möchte mit dir tauschen."}
READ = {"en-US": ("I have read it all", "What I have read"), "de": ("Alles gelesen", "Auch Gelesenes")}


async def _begun(played: Played, name: str, locale: str = "en-US") -> Person:
    somebody = played.discord.person(name, locale)
    await somebody.type("/start")
    return somebody


async def _boxed(played: Played) -> None:
    """Wait until a notice has come back."""
    async with asyncio.timeout(10):
        while not (await played.service.outbox.figures()).get("boxed"):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.02)


@pytest.mark.system("G33")
@pytest.mark.parametrize("locale", [*EMPTY])
def test_what_closed_messages_keep_out_waits_in_the_inbox_until_it_is_read(
    ruleset: Ruleset, locale: str
) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, ben = await _begun(played, "ana"), await _begun(played, "ben", locale)
            played.discord.closed.add(str(ben.id))
            assert EMPTY[locale] in await ben.type("/inbox")
            await ben.type("/notify bulletin:trade_opened on:true")
            await ana.type(f"/trade trade partner:<@{ben.id}>")
            await _boxed(played)
            told = await ben.type("/inbox")
            assert told.splitlines()[0] == "(only you can see this)"
            assert TOLD[locale] in told
            read, old = READ[locale]
            assert EMPTY[locale] in await ben.click(read)
            assert TOLD[locale] in await ben.click(old)
            assert EMPTY["en-US"] in await ana.type("/inbox"), "nobody reads what another is told"

    asyncio.run(run())


def test_a_notice_of_what_ended_says_what_that_was(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, ben = await _begun(played, "ana"), await _begun(played, "ben", "de")
            played.discord.closed.add(str(ana.id))
            await ana.type("/notify bulletin:listing_sold on:true")
            await ana.type("/market list esprit:Beamlet price:10 count:1")
            await ana.click("Yes, do it")
            await ben.type("/market buy listing:?")
            await _boxed(played)
            assert "Sold: Beamlet, for 10 gold less a tenth." in await ana.type("/inbox")

    asyncio.run(run())
