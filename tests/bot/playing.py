"""A game, its bot and a Discord on this machine, for tests: what the bot does wrong fails them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import disnake

from bot.app import Bot, Presence, connected
from bot.local.discord import LocalDiscord, local_discord
from engine.live.activate import activate
from engine.live.fair.seal import fresh_key, ring
from engine.live.rulesets import Rulesets
from engine.live.service import Service, Terms, serving
from engine.live.store.connect import connect
from engine.live.task import Task
from rules.ruleset import Ruleset

KEY = fresh_key()


@dataclass(slots=True)
class Played:
    """All three."""

    discord: LocalDiscord
    bot: Bot
    service: Service
    defects: list[Exception]

    def forgive(self, part: str) -> None:
        """Take back one violation that a test provoked."""
        found = next(each for each in self.discord.violations if part in each)
        self.discord.violations.remove(found)


@asynccontextmanager
async def playing(
    ruleset: Ruleset, url: str = "memory://", shards: int = 1, guilds: int = 1, **terms: Any
) -> AsyncIterator[Played]:
    """Play a ruleset on a Discord of its own, until the block ends."""
    store = connect(url)
    await store.open()
    defects: list[Exception] = []

    def defect(_: Task, error: Exception) -> None:
        defects.append(error)

    try:
        await activate(store, Rulesets(store.engine), ruleset, "test")
        async with (
            serving(store, ring(KEY), Terms(**terms), defect) as service,
            local_discord(guilds, shards) as discord,
        ):
            base = disnake.http.Route.BASE
            disnake.http.Route.BASE = discord.rest
            try:
                async with connected(service, "token", Presence(hurried=True)) as bot:
                    discord.quiet = bot.client.finish
                    await discord.settled()
                    yield Played(discord, bot, service, defects)
            finally:
                disnake.http.Route.BASE = base
        assert discord.violations == []
        assert defects == []
    finally:
        await store.close()
