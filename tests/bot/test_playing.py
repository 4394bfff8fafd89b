"""Persons on a Discord of this machine -> what they see of the game, through a real client."""

from __future__ import annotations

import asyncio

import pytest

from bot.local.person import Person
from bot.local.screen import read
from bot.look import looking
from engine.live.command import Command
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing


async def begun(played: Played, name: str = "ana", locale: str = "en-US") -> Person:
    """Return somebody who has begun to play."""
    person = played.discord.person(name, locale)
    await person.type("/start")
    return person


async def owned(played: Played, person: Person, record: str) -> int:
    """Return how many of a record somebody has, as the store knows it."""
    kind = "owned.esprit" if record != "gold" else "owned.currency"
    asked = Command("", 0, person.id, "profile")
    return int(await looking(played.service, asked, lambda look: look.state.read(kind, record)))


@pytest.mark.system("G1")
def test_a_player_begins_and_looks_at_himself(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana")
            assert (await ana.type("/start")).startswith("You close your eyes")
            assert await ana.type("/start") == "You have already begun. Carry on dreaming!"
            seen = (await ana.type("/profile")).splitlines()
            assert seen[0] == "Level 1, rank Bronze"
            assert "**Gold**: 100,500" in seen

    asyncio.run(run())


def test_each_reads_his_own_language(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            bob = played.discord.person("bob", "de")
            assert (await bob.type("/start")).startswith("Du schließt die Augen")
            command = played.discord.registry.commands["start"]
            assert command["description"] == "Begin your story and open your first purse."
            assert command["description_localizations"]["de"] != command["description"]

    asyncio.run(run())


@pytest.mark.system("G7")
def test_what_destroys_something_is_shown_first_and_done_once_it_is_confirmed(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            assert await ana.suggested("/fuse first:") == ["Beamlet", "Blazeling"]
            shown = await ana.type("/fuse first:Beamlet second:Beamlet")
            assert shown.startswith("Fuse Beamlet with Beamlet?")
            assert "[Yes, do it] [No]" in shown
            assert await ana.click("No") == "Nothing was changed."
            assert await owned(played, ana, "beamlet") == 3
            await ana.type("/fuse first:Beamlet second:Beamlet")
            done = await ana.click("Yes, do it")
            assert "[" not in done
            assert await owned(played, ana, "beamlet") == 1

    asyncio.run(run())


def test_what_is_not_as_it_was_shown_is_shown_again(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            await ana.type("/sell esprit:Beamlet count:1")
            message = ana.messages[-1]
            old = message.payload["components"][0]["components"][0]["custom_id"]
            version, verb, owner, action, _, *params = old.split("|")
            forged = "|".join((version, verb, owner, action, "00000000", *params))
            seen = await ana.answer(await ana.send(forged, message))
            assert seen.startswith("It is not as it was shown. Look again:")
            assert await owned(played, ana, "beamlet") == 3

    asyncio.run(run())


@pytest.mark.system("G18")
def test_two_trade_at_a_table_and_agree_to_what_both_see(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            asked = await ana.type(f"/trade trade partner:@{bob.id}")
            assert "[Agree] [Leave the table]" in asked
            await ana.type("/trade put esprit:Beamlet count:2")  # there is only one that it can mean
            early = bob.messages[-1]
            await bob.type("/trade gold trade:? gold_given:500")
            told = await bob.click("Agree", early)
            assert "Something on the table has changed. Look again." in told
            assert "500 Gold" in await bob.click("Agree")
            assert await ana.click("Agree") == "A handshake, and everything has changed hands."
            assert await owned(played, bob, "beamlet") == 5
            assert await owned(played, ana, "gold") == 100_500 + 450

    asyncio.run(run())


def test_a_button_asks_for_what_it_does_not_know(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            await ana.type(f"/trade trade partner:@{bob.id}")
            await ana.click("Lay esprits …")
            assert "1 Beamlet" in await ana.fill({"esprit": "Beamlet"})
            await bob.click("Lay gold …")
            assert "99 Gold" in await bob.fill({"gold given": "99"})
            await bob.click("Lay gold …")
            assert "`lots` will not do" in await bob.fill({"gold given": "lots"})
            assert await owned(played, bob, "gold") == 100_500 - 99

    asyncio.run(run())


def test_what_one_is_shown_from_a_panel_of_all_hides_it_from_nobody(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            await ana.type(f"/wager rival:@{bob.id} stake:?")
            await ana.click("Yes, do it")
            panel = ana.messages[-1]
            assert (await bob.click("Take it up", panel)).startswith("(only you can see this)")
            assert "[Take it up]" in read(panel)
            told = (await bob.click("Yes, do it")).splitlines()
            assert "Done." in told
            assert played.discord.interactions.messages[-1].only is None

    asyncio.run(run())


@pytest.mark.system("G11")
def test_whoever_is_first_gets_what_lies_there(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob, eve = await begun(played), await begun(played, "bob"), await begun(played, "eve")
            label = (await ana.type("/drop")).splitlines()[-1].strip("[]").split("] [")[0]
            panel = ana.messages[-1]
            first, second = await asyncio.gather(bob.click(label, panel), eve.click(label, panel))
            assert sorted(["only you" in first, "only you" in second]) == [False, True]
            assert f"[{label}]" not in ana.sees()

    asyncio.run(run())


def test_somebody_elses_button_does_nothing(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            await ana.type("/fuse first:Beamlet second:Beamlet")
            told = await bob.click("Yes, do it")
            assert told.splitlines() == ["(only you can see this)", f"This button is for <@{ana.id}>."]
            assert await owned(played, ana, "beamlet") == 3

    asyncio.run(run())


@pytest.mark.parametrize(
    "custom_id",
    ["x", "0|d|1|start|", "1|d||start|", "1|d|0|nothing|", "1|y|0|fuse||first=zz|second=!", "1|d|0|start||a"],
)
def test_a_made_up_button_does_nothing(ruleset: Ruleset, custom_id: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            before = await owned(played, ana, "gold")
            await ana.answer(await ana.send(custom_id, ana.messages[-1]))
            assert await owned(played, ana, "gold") == before

    asyncio.run(run())
