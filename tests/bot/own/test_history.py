"""What somebody did and rolled -> told to him in words, and worked out again when its seed is shown."""

from __future__ import annotations

import asyncio

import pytest

from bot.local.person import Person
from bot.own.tap import Tap
from engine.fair.proof import Proof
from engine.fair.proof import read as proof
from engine.fair.verify import differences
from engine.live.fair.day import turn
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing

TITLES = {"en-US": ("What you did", "Verify", "Back"), "de": ("Was du getan hast", "Nachrechnen", "Zurück")}


async def _opened(played: Played, locale: str = "en-US", name: str = "ana") -> Person:
    somebody = played.discord.person(name, locale)
    await somebody.type("/start")
    await somebody.type("/open_echo")
    return somebody


async def _second_day(played: Played) -> None:
    """Wait until the game has ended its first day, which it does when it begins."""
    async with asyncio.timeout(10):
        while (epoch := await played.service.epochs.current()) is None or epoch.id < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _look(somebody: Person, at: int) -> str:
    """Look at one of the receipts that are listed, from 0."""
    message = somebody.messages[-1]
    (list_,) = [
        each["components"][0] for each in message.payload["components"] if each["components"][0]["type"] == 3
    ]
    values = [list_["options"][at]["value"]]
    return await somebody.answer(await somebody.send(list_["custom_id"], message, values))


@pytest.mark.parametrize("locale", [*TITLES])
def test_what_one_did_is_listed_for_him_alone_and_each_of_it_can_be_looked_at(
    ruleset: Ruleset, locale: str
) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _opened(played, locale)
            title, verify, back = TITLES[locale]
            told = (await ana.type("/history")).splitlines()
            assert told[1] == title
            assert told[2].startswith("1. ")
            assert told[2].endswith("🎲"), "it rolled"
            one = await _look(ana, 0)
            assert f"[{verify}] [{back}]" in one
            assert title in await ana.click(back)
            begun = await _look(ana, 1)
            assert f"[{verify}]" not in begun, "nothing was rolled"

    asyncio.run(run())


def test_a_roll_is_told_with_its_chance_and_what_came(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _opened(played)
            await ana.type("/battle opponent:?")
            await ana.click("Yes, do it")
            await ana.type("/history")
            fought = await _look(ana, 0)
            assert "of 100: it succeeds below a chance of 15%, so: " in fought
            await ana.click("Back")
            assert "at a chance of" in await _look(ana, 1)

    asyncio.run(run())


def test_before_the_day_has_ended_the_promise_is_shown_and_when_it_is_kept(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            await _second_day(played)
            ana = await _opened(played)
            epoch = await played.service.epochs.current()
            assert epoch is not None
            await ana.type("/history")
            await _look(ana, 0)
            told = await ana.click("Verify")
            assert "Your luck can be worked out again in 1 day" in told
            assert f"`{epoch.commitment.hex()}`" in told

    asyncio.run(run())


@pytest.mark.parametrize(("locale", "all_well"), [("en-US", "All of it is as"), ("de", "Alles ist so")])
def test_afterwards_it_is_worked_out_again_and_the_proof_is_sent_along(
    ruleset: Ruleset, locale: str, all_well: str
) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _opened(played, locale)
            service = played.service
            await turn(service.epochs, service.log, await service.now())
            await ana.type("/history")
            await _look(ana, 0)
            told = await ana.click(TITLES[locale][1])
            assert all_well in told
            assert "reve verify proof.json" in told
            assert ana.messages[-1].payload["attachments"][0]["filename"] == "proof.json"

    asyncio.run(run())


def test_the_proof_that_is_sent_holds_for_whoever_reads_it(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _opened(played)
            service = played.service
            await turn(service.epochs, service.log, await service.now())
            assert ana.last is not None
            kept = await service.log.prove(f"d{ana.last.id}")
            found = proof(kept.written())
            assert isinstance(found, Proof)
            assert differences(found) == []

    asyncio.run(run())


def test_nobody_looks_at_what_another_did(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            await _opened(played)
            ben = await _opened(played, name="ben")
            await ben.type("/history")
            for step in ("one", "verify"):
                for position in (1, 2):
                    forged = Tap(ben.id, "history", step, {"at": position, "page": 0}).custom_id
                    told = await ben.answer(await ben.send(forged, ben.messages[-1]))
                    assert "This button is of an earlier time." in told

    asyncio.run(run())


def test_many_receipts_have_pages(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana")
            assert "You have not done anything yet." in await ana.type("/history")
            await ana.type("/start")
            for _ in range(9):
                await ana.type("/cherish esprit:Beamlet")
            assert "8. " in await ana.type("/history")
            assert "10. " in await ana.click("Next")
            assert "1. " in await ana.click("Back")

    asyncio.run(run())
