"""A game with operators among themselves in its first guild, and others in the second."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.local.discord import LocalDiscord
from bot.local.person import Person
from bot.wire import Permission
from engine.live.read_settings import read_settings
from engine.live.settings import Settings
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing

BADGE = 4711  # a role of Discord that is a moderator's
ADMINISTRATOR = str(int(Permission.ADMINISTRATOR))


@dataclass(frozen=True, slots=True)
class Among:
    """The game, and an owner and a moderator of it."""

    played: Played
    owner: Person
    moderator: Person

    def admin(self, guild: int = 0, locale: str = "en-US") -> Person:
        """Return somebody who may do everything in a guild, and is nothing to the game."""
        return self.played.discord.person("admin", locale, guild, ADMINISTRATOR)


@asynccontextmanager
async def among(ruleset: Ruleset, locale: str = "en-US", url: str = "memory://") -> AsyncIterator[Among]:
    """Play a ruleset where operators have their commands, until the block ends."""
    persons: list[Person] = []

    def settings(discord: LocalDiscord) -> Settings:
        persons.append(discord.person("boss", locale, permissions="0"))
        persons.append(discord.person("mod", locale, permissions="0", roles=[BADGE]))
        return read_settings(
            operator_guilds=(int(discord.guilds[0]["id"]),),
            owners=(str(persons[0].id),),
            moderators=(f"role:{BADGE}",),
        )

    async with playing(ruleset, url, guilds=2, settings=settings) as played:
        yield Among(played, *persons)
