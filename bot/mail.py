"""A notice -> a direct message; whoever takes none finds it where the game keeps it."""

from __future__ import annotations

import disnake

from bot.client import Client
from bot.draw import draw
from bot.look import Look, looking
from bot.message import Message
from bot.server import Servers
from bot.talk import Talk
from bot.wire import Payload
from engine.live.active import Active
from engine.live.command import Command
from engine.live.notice.letter import ClosedError, Letter, SlowError
from engine.live.service import Service
from engine.view.voice import Value
from rules.expression.node import Node
from rules.program.node import Emit
from rules.program.walk import every

_NOT_YET = 5_000  # milliseconds until the bot may be there


class Mail:
    """Bring notices by direct message, once the bot is connected."""

    def __init__(self) -> None:
        """Begin without a bot."""
        self._by: tuple[Client, Service] | None = None
        self._servers = Servers()

    def take(self, client: Client, service: Service, servers: Servers | None = None) -> None:
        """Bring them by this bot from now on; those of a server that is a world not while it is silent."""
        self._by = client, service
        self._servers = servers or self._servers

    async def send(self, letter: Letter) -> None:
        """Bring one; Discord shows what has the same nonce once."""
        if self._by is None:
            raise SlowError(_NOT_YET)
        client, service = self._by
        ruleset = service.game.active.ruleset
        if letter.world and ruleset.by_guild:
            server, calendar = self._servers.of(letter.world), ruleset.catalogue.calendar
            if server.quiet and (wait := server.silent(await service.now(), calendar)):
                raise SlowError(wait)
        message = await noticed(service, letter)
        payload: Payload = {**message.payload, "nonce": letter.nonce, "enforce_nonce": True}
        try:
            await client.direct(letter.owner, payload)
        except disnake.Forbidden as closed:
            raise ClosedError from closed
        except disnake.HTTPException as error:
            raise SlowError(_NOT_YET) from error


async def noticed(service: Service, letter: Letter, locale: str = "") -> Message:
    """Return what a notice says, in the language of whom it is for, unless another is known."""
    spoken = locale or (await service.preferences.of(letter.world, letter.owner)).spoken
    asked = Command("", letter.world, letter.owner, "")
    return await looking(service, asked, lambda look: _worded(look, letter, spoken))


def _worded(look: Look, letter: Letter, locale: str) -> Message:
    types = _told(look.active, letter.topic)
    replier = Talk(look.active).replier(locale, look)
    values = {name: Value.of(types[name], value) for name, value in letter.values.items() if name in types}
    return draw([replier.voice.say(letter.topic, values)], replier.voice)


def _told(active: Active, topic: str) -> dict[str, Node]:
    """Return the expression behind each value of a notice."""
    for program in (*active.ruleset.programs.values(), *active.ruleset.endings.values()):
        for step in every(program.steps):
            if isinstance(step, Emit) and step.event == "tell" and step.name == topic:
                return dict(step.values)
    return {}
