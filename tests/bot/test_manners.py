"""What players, servers and defects do to a bot -> it stays polite, calls nobody and says what happened."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing, until
from tests.bot.test_playing import begun, owned


@pytest.mark.parametrize("written", ["@everyone", "<@&1>", "x" * 6000, "\u202egnp.exe", "```", "0"])
def test_what_is_typed_calls_nobody_and_changes_nothing(ruleset: Ruleset, written: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            before = await owned(played, ana, "gold")
            assert await ana.type(f"/lead esprit:{written}")
            assert await owned(played, ana, "gold") == before

    asyncio.run(run())


@pytest.mark.system("P6")
def test_who_asks_too_often_is_told_when_to_come_again(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            most = ruleset.guards["flood"].times
            said = await asyncio.gather(*(ana.type("/profile") for _ in range(2 * most)))
            assert [each for each in said if each.startswith("Slow down. Try again in ")] != []

    asyncio.run(run())


def test_a_defect_is_told_by_an_id_that_stands_in_the_log(
    ruleset: Ruleset, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise ArithmeticError("planted")

    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            monkeypatch.setattr(played.bot.answers.play, "answer", broken)
            told = await ana.type("/profile")
            assert ana.last is not None
            assert f"d{ana.last.id}" in told
            assert f"d{ana.last.id}" in caplog.text

    asyncio.run(run())


@pytest.mark.system("G33")
def test_a_notice_comes_by_direct_message(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            await bob.type("/notify bulletin:present_waits on:true")
            await ana.type(f"/give_present friend:@{bob.id} esprit:Beamlet count:1")
            await until(lambda: played.discord.sent != [])
            assert [to for to, _ in played.discord.sent] == [str(bob.id)]
            assert _quiet(played)

    asyncio.run(run())


def _quiet(played: Played) -> bool:
    """Tell whether direct messages call nobody, and would be shown once."""
    return all(
        each["allowed_mentions"] == {"parse": []} and each["enforce_nonce"] for _, each in played.discord.sent
    )
