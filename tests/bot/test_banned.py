"""A player who is kept out -> told until when, and whom to ask, in his language."""

from __future__ import annotations

import asyncio

import pytest

from engine.live.command import Command
from engine.live.correct.word import BAN
from engine.live.system import OPERATOR
from rules.ruleset import Ruleset
from tests.bot.playing import playing

DAY = 86_400_000
TOLD = {
    "en-US": "You are kept out of the game. You may play again in 3 days. Ask <@77> about it.",
    "de": "Du bist vom Spiel ausgeschlossen. Du darfst in 3 Tagen wieder spielen. Frag <@77> danach.",
}
FOR_EVER = {
    "en-US": "You are kept out of the game. Ask those who run this game about it.",
    "de": "Du bist vom Spiel ausgeschlossen. Frag danach, wer dieses Spiel betreibt.",
}


@pytest.mark.system("G42")
@pytest.mark.parametrize("locale", [*TOLD])
def test_until_when_and_whom_to_ask(ruleset: Ruleset, locale: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana", locale)
            await ana.type("/start")
            for number, (length, owners, told) in enumerate(
                ((3 * DAY, [77], TOLD), (36_500 * DAY, [], FOR_EVER))
            ):
                who = frozenset({OPERATOR})
                ban = Command(f"ban{number}", 0, ana.id, BAN, {"for": length}, who=who, by="me", why="so")
                await played.service.game.submit(ban)
                played.bot.answers.play.owners = owners
                assert await ana.type("/daily") == told[locale]

    asyncio.run(run())
