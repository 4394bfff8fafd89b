"""A game, its bot and a Discord on this machine, for tests: what the bot does wrong fails them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.app import Bot, Presence
from bot.local.discord import LocalDiscord
from bot.local.stage import Stage, staged
from bot.picture import Gallery
from engine.live.service import Service
from engine.live.settings import Settings
from engine.live.task import Task
from rules.ruleset import Ruleset

_PATIENCE = 10.0


@dataclass(slots=True)
class Played:
    """All three."""

    stage: Stage

    @property
    def discord(self) -> LocalDiscord:
        """Return where persons are."""
        return self.stage.discord

    @property
    def bot(self) -> Bot:
        """Return what answers them."""
        return self.stage.bot

    @property
    def service(self) -> Service:
        """Return the game."""
        return self.stage.service

    def forgive(self, part: str) -> None:
        """Take back one violation that a test provoked."""
        found = next(each for each in self.discord.violations if part in each)
        self.discord.violations.remove(found)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(_PATIENCE):
        while not holds():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


@asynccontextmanager
async def playing(
    ruleset: Ruleset,
    url: str = "memory://",
    shards: int = 1,
    guilds: int = 1,
    mine: Sequence[int] | None = None,
    settings: Callable[[LocalDiscord], Settings] | None = None,
    gallery: Gallery | None = None,
) -> AsyncIterator[Played]:
    """Play a ruleset on a Discord of its own, until the block ends.

    *mine* are the shards that it has; *settings* are made once it is known who is where.
    """
    defects: list[Exception] = []

    def defect(_: Task, error: Exception) -> None:
        defects.append(error)

    discord = LocalDiscord(guilds, shards)
    presence = Presence(mine, shards if mine else None, hurried=True)
    said = settings(discord) if settings is not None else None
    async with staged(
        ruleset, url, discord, defects=defect, gallery=gallery, presence=presence, settings=said
    ) as stage:
        yield Played(stage)
    assert discord.violations == [], discord.violations
    assert defects == [], defects
