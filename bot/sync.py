"""The commands of a ruleset -> Discord, when they are not what it has."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.client import Client
from bot.wire import Payload

_log = logging.getLogger(__name__)


class Registry(Protocol):
    """Where commands are kept."""

    async def commands(self) -> list[Payload]:
        """Return those that there are, in every language."""

    async def register(self, commands: Sequence[Payload]) -> None:
        """Replace them all."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The commands of all guilds."""

    client: Client

    async def commands(self) -> list[Payload]:
        """Return those that there are."""
        found: Any = await self.client.http.get_global_commands(
            self.client.application, with_localizations=True
        )
        return list(found)

    async def register(self, commands: Sequence[Payload]) -> None:
        """Replace them all."""
        payload: Any = list(commands)
        await self.client.http.bulk_upsert_global_commands(self.client.application, payload)


@dataclass(frozen=True, slots=True)
class InGuild:
    """The commands that one guild alone has."""

    client: Client
    guild: int

    async def commands(self) -> list[Payload]:
        """Return those that there are."""
        found: Any = await self.client.http.get_guild_commands(
            self.client.application, self.guild, with_localizations=True
        )
        return list(found)

    async def register(self, commands: Sequence[Payload]) -> None:
        """Replace them all."""
        payload: Any = list(commands)
        await self.client.http.bulk_upsert_guild_commands(self.client.application, self.guild, payload)


async def sync(registry: Registry, wanted: Sequence[Payload]) -> bool:
    """Register the commands that are wanted, unless they are there; tell whether that was needed."""
    there = {each["name"]: each for each in await registry.commands()}
    if there.keys() == {each["name"] for each in wanted} and all(
        is_same(each, there[each["name"]]) for each in wanted
    ):
        return False
    await registry.register(wanted)
    _log.info("Discord has %d commands now", len(wanted))
    return True


def is_same(wanted: Any, there: Any) -> bool:
    """Tell whether Discord has what is wanted; what it adds of its own does not matter."""
    if isinstance(wanted, Mapping):
        return isinstance(there, Mapping | None) and all(
            is_same(value, (there or {}).get(key)) for key, value in wanted.items()
        )
    if isinstance(wanted, list | tuple):
        there = there or []
        return len(wanted) == len(there) and all(map(is_same, wanted, there))
    return bool(wanted == there) or (not wanted and not there)
