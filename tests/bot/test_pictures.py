"""Views that show records -> messages with pictures, each told in words; gone with what they showed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.art.gallery import Picture
from bot.local.stage import staged
from engine.view.shown import Shown
from rules.ruleset import Ruleset


@dataclass(slots=True)
class Quick:
    """A gallery that draws nothing much; *is_busy* when it has no time."""

    is_busy: bool = False

    async def picture(self, shown: Shown) -> Picture | None:
        """Return a file that is no picture."""
        return None if self.is_busy else Picture("a.png", b"png", shown.alt)


@pytest.mark.parametrize("is_busy", [False, True])
def test_a_picture_comes_with_its_words_and_goes_with_what_it_showed(
    ruleset: Ruleset, *, is_busy: bool
) -> None:
    async def run() -> None:
        async with staged(ruleset, gallery=Quick(is_busy)) as stage:
            ana = stage.discord.person("ana")
            await ana.type("/start")
            shown = await ana.type("/sell esprit:Beamlet count:1")
            files = ana.messages[-1].payload["attachments"]
            assert [each["filename"] for each in files] == ([] if is_busy else ["a.png"])
            assert all("Beamlet" in each["description"] for each in files)
            assert "[Yes, do it] [No]" in shown
            await ana.click("Yes, do it")
            assert ana.messages[-1].payload["attachments"] == []
        assert stage.discord.violations == []

    asyncio.run(run())
