"""A ruleset -> a game in memory, its bot and a Discord, all on this machine, until the block ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import disnake

from bot import upload
from bot.app import Bot, Presence, connected
from bot.local.discord import LocalDiscord, local_discord
from bot.mail import Mail
from bot.picture import Gallery
from engine.live.activate import Activated, activate
from engine.live.decide import Defects
from engine.live.fair.seal import fresh_key, ring
from engine.live.rulesets import Rulesets
from engine.live.service import Service, Terms, logged, serving
from engine.live.settings import Settings
from engine.live.store.connect import connect
from engine.live.store.protocol import Store
from rules.ruleset import Ruleset

_KEY = fresh_key()
_HURRIED = Presence(hurried=True)
TOKEN = "local"  # noqa: S105 - this Discord lets everybody in


@dataclass(frozen=True, slots=True)
class Stage:
    """All of it."""

    discord: LocalDiscord
    bot: Bot
    service: Service
    store: Store

    async def reload(self, ruleset: Ruleset) -> bool:
        """Make another ruleset the active one, and wait until its commands are known."""
        found = await activate(self.store, Rulesets(self.store.engine), ruleset, "reload")
        if isinstance(found, Activated):
            await self.service.game.refresh()
            await self.bot.register()
        return isinstance(found, Activated)


@asynccontextmanager
async def staged(
    ruleset: Ruleset,
    url: str = "memory://",
    discord: LocalDiscord | None = None,
    terms: Terms | None = None,
    defects: Defects = logged,
    gallery: Gallery | None = None,
    presence: Presence = _HURRIED,
    *,
    settings: Settings | None = None,
) -> AsyncIterator[Stage]:
    """Play a ruleset; without another address, its state ends with the block."""
    store = connect(url)
    await store.open()
    try:
        await activate(store, Rulesets(store.engine), ruleset, "begun")
        mail = Mail()
        async with (
            local_discord(discord) as here,
            serving(store, ring(_KEY), terms or Terms(transport=mail), defects) as service,
            pointed_at(here),
            connected(service, TOKEN, presence, mail, gallery, settings) as bot,
        ):
            here.quiet = bot.client.finish
            if presence.shards is None:
                await here.settled()
            if settings is not None and settings.operator_guilds:
                await bot.register()  # or wait until that is done
            yield Stage(here, bot, service, store)
    finally:
        await store.close()


@asynccontextmanager
async def pointed_at(discord: LocalDiscord) -> AsyncIterator[None]:
    """Have disnake take a Discord for the one that there is."""
    base = disnake.http.Route.BASE
    disnake.http.Route.BASE = discord.rest
    upload.ORIGINS.add(discord.origin)
    try:
        yield
    finally:
        upload.ORIGINS.discard(discord.origin)
        disnake.http.Route.BASE = base
