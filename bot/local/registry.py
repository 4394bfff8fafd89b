"""The commands of a bot, in all guilds or in one: listed, and replaced all at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from bot.local.judge.command import wrong_commands
from bot.local.place import snowflake
from bot.local.respond import RefusedError, respond
from bot.wire import Code, Payload

PATH = "/applications/{application_id}/commands"
OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_DEFAULTS: Payload = {
    "type": 1,
    "default_member_permissions": None,
    "dm_permission": True,
    "nsfw": False,
    "name_localizations": None,
    "description_localizations": None,
    "integration_types": [0],
    "contexts": None,
}


class Registry:
    """What can be typed; *puts* counts how often it was replaced. That of one *guild* is for it alone."""

    def __init__(self, object_: Callable[[Iterable[str]], bool], guild: str = "") -> None:
        """Begin without commands; *object_* is told what is wrong."""
        self.guild = guild
        self.commands: dict[str, Payload] = {}
        self.puts = 0
        self.created = 0
        self.known = asyncio.Event()
        self._object = object_

    async def show(self, _: web.Request) -> web.Response:
        """Answer with all there are."""
        if self.commands:
            self.known.set()
        return respond([*self.commands.values()])

    def replace(self, application: str, commands: list[Payload]) -> web.Response:
        """Take these instead of all there were."""
        if self._object(wrong_commands(commands)):
            raise RefusedError(Code.FORM, "Invalid Form Body")
        before = self.commands
        self.puts += 1
        self.created += sum(each["name"] not in before for each in commands)
        about = {"guild_id": self.guild} if self.guild else {}
        self.commands = {
            each["name"]: {
                **_DEFAULTS,
                **about,
                **each,
                "id": before.get(each["name"], {}).get("id") or snowflake(),
                "version": snowflake(),
                "application_id": application,
            }
            for each in commands
        }
        self.known.set()
        return respond([*self.commands.values()])
