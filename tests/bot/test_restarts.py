"""Messages of before -> their buttons still work: after a restart, a reload and a rename."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.local.discord import LocalDiscord
from bot.local.stage import staged
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.conftest import RICH
from tests.games import compiled

RENAMED = "    - {at: esprit.beamlet, rename: glowlet}\n"


def test_a_button_works_after_a_restart_and_its_double_click_is_one_click(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    async def run() -> None:
        discord, url = LocalDiscord(), f"sqlite:///{tmp_path / 'game.db'}"
        async with staged(ruleset, url, discord):
            ana = discord.person("ana")
            await ana.type("/start")
            await ana.type("/sell esprit:Beamlet count:1")
        message = ana.messages[-1]
        custom_id = message.payload["components"][0]["components"][0]["custom_id"]
        async with staged(ruleset, url, discord):
            first = await ana.answer(await ana.send(custom_id, message))
        async with staged(ruleset, url, discord):
            assert await ana.answer(await ana.send(custom_id, message)) == first
            assert "**Owned**: 2" in await ana.type("/size_up esprit:Beamlet")
        assert discord.violations == []

    asyncio.run(run())


def test_a_button_means_the_same_record_after_it_is_called_otherwise(ruleset: Ruleset) -> None:
    renamed = compiled(
        Texts("renamed", {"game.yaml": RICH.replace("beamlet: 3", "glowlet: 3") + RENAMED})
    ).ruleset
    assert renamed is not None

    async def run() -> None:
        async with staged(ruleset) as stage:
            ana = stage.discord.person("ana")
            await ana.type("/start")
            await ana.type("/sell esprit:Beamlet count:1")
            assert await stage.reload(renamed)
            assert "Sold" in await ana.click("Yes, do it")
        assert stage.discord.violations == []

    asyncio.run(run())
