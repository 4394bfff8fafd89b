"""Who may ask the bot itself for what: decided by roles of the settings, wherever it is asked."""

from __future__ import annotations

import asyncio

import pytest

from rules.ruleset import Ruleset
from tests.bot.own.among import BADGE, among


@pytest.mark.system("G37")
def test_a_role_of_the_settings_lets_in_and_nothing_of_discord_does(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            assert "Generation 1, active since" in await all_.owner.type("/status")
            assert "Generation 1, active since" in await all_.moderator.type("/status")
            told = await all_.admin().type("/status")
            assert told.splitlines() == ["(only you can see this)", "That is not for you."]

    asyncio.run(run())


def test_other_servers_do_not_see_what_operators_have(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            elsewhere = all_.played.discord.person("mod", guild=1, roles=[BADGE])
            assert "status" not in elsewhere.commands
            assert "status" in all_.owner.commands

    asyncio.run(run())
