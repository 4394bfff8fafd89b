"""One process of a live game -> its bot, connected to Discord until the block ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import time

import aiohttp
import disnake

from bot.answer import Answers
from bot.client import Client
from bot.mail import Mail
from bot.paying import Paying
from bot.picture import Gallery, Studio
from bot.send import RestLine
from bot.sync import Everywhere, InGuild, sync
from bot.upload import Uploads
from bot.wire import TIME_BITS
from engine.live.brought.pictures import Pictures
from engine.live.paid.till import Till
from engine.live.reload.child import Source
from engine.live.service import Service
from engine.live.settings import Settings

_AGAIN = 60.0  # seconds after which commands that Discord did not take are brought again
_log = logging.getLogger(__name__)


class ClosedError(Exception):
    """Discord cannot be reached, or ended the connection for good."""


class StrangerError(Exception):
    """Discord does not know the token."""


@dataclass(frozen=True, slots=True)
class Presence:
    """How a process is there: its shards of how many, and whether it is the one that registers commands."""

    shards: Sequence[int] | None = None
    shard_count: int | None = None
    registers: bool = True
    hurried: bool = False


@dataclass(slots=True)
class Bot:
    """A bot that is connected; its commands are those of the active ruleset."""

    service: Service
    client: Client
    answers: Answers
    presence: Presence
    paying: Paying
    going: asyncio.Task[None] | None = None  # the connection: it ends where Discord ends it for good
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def over(self) -> None:
        """Wait until Discord ends the connection for good, and raise `ClosedError`."""
        if self.going is None:
            raise ClosedError("there never was a connection to Discord")
        await asyncio.wait((self.going,))
        try:
            self.going.result()
        except (disnake.DiscordException, aiohttp.ClientError) as error:
            raise ClosedError(f"Discord ended the connection for good: {error}") from error
        raise ClosedError("Discord ended the connection for good")

    async def register(self) -> None:
        """Have Discord know the commands of the active ruleset."""
        async with self._turn:
            if self.presence.registers:
                await sync(Everywhere(self.client), self.answers.everywhere)
                for guild in sorted(self.answers.router.desk.roles.guilds):
                    await self._register_for_operators(guild)

    async def _register_for_operators(self, guild: int) -> None:
        try:
            await sync(InGuild(self.client, guild), self.answers.for_operators)
        except disnake.HTTPException as error:  # such as: the bot was not invited there
            _log.warning("operators have no commands in guild %d: %s", guild, error)


@asynccontextmanager
async def connected(
    service: Service,
    token: str,
    presence: Presence | None = None,
    mail: Mail | None = None,
    gallery: Gallery | None = None,
    settings: Settings | None = None,
    source: Source | None = None,
) -> AsyncIterator[Bot]:
    """Connect a bot; what was asked is answered before it leaves.

    Raises `StrangerError` where Discord does not know the token, `ClosedError` where it cannot be reached.
    """
    presence = presence or Presence()
    bot = _made(service, presence, gallery, settings)
    bot.answers.desk.source = source
    await bot.answers.desk.servers.load()
    switched = asyncio.Event()
    service.game.on_switch.append(lambda _: switched.set())
    service.game.on_switch.append(lambda _: bot.paying.look_through())
    if isinstance(gallery, Studio):
        service.game.on_switch.append(lambda _, studio=gallery: studio.changed())  # type: ignore[misc]
    await _signed_in(bot.client, token)
    bot.going = asyncio.create_task(bot.client.connect())
    going = [
        bot.going,
        asyncio.create_task(_registering(bot, switched)),
        asyncio.create_task(_forgetting(bot)),
        asyncio.create_task(bot.paying.run()),
    ]
    try:
        ready = asyncio.create_task(bot.client.connected_once.wait())
        done, _ = await asyncio.wait({bot.going, ready}, return_when=asyncio.FIRST_COMPLETED)
        if bot.going in done:
            ready.cancel()
            await bot.over()
        if mail is not None:
            mail.take(bot.client, service, bot.answers.desk.servers)
        yield bot
    finally:
        await bot.client.finish()
        await bot.client.close()
        for each in going:
            each.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await each


async def _signed_in(client: Client, token: str) -> None:
    try:
        await client.login(token)
    except disnake.LoginFailure as error:
        await client.close()
        raise StrangerError from error
    except aiohttp.ClientError as error:
        await client.close()
        said = f"Discord cannot be reached ({error}): look at the network and at https://discordstatus.com"
        raise ClosedError(said) from error
    except BaseException:
        await client.close()
        raise


def _made(service: Service, presence: Presence, gallery: Gallery | None, settings: Settings | None) -> Bot:
    async def answer(asked: object) -> None:
        await bot.answers.answer(asked)  # type: ignore[arg-type]

    client = Client(
        answer, shards=presence.shards, shard_count=presence.shard_count, hurried=presence.hurried
    )
    line = RestLine(lambda: client.session, lambda: client.application, gallery)
    till = Till(service.game, settings.skus if settings is not None else {})
    paying = Paying(client, till, service.now)
    bot = Bot(service, client, Answers(service, line, time, settings), presence, paying)
    bot.answers.desk.till = till
    bot.answers.desk.client = client
    studio = gallery if isinstance(gallery, Studio) else None
    bot.answers.desk.uploads = Uploads(lambda: client.session, studio)
    if studio is not None:
        studio.takes(Pictures(service.store).get)
    client.on_left.append(bot.answers.desk.servers.forget)
    return bot


async def _forgetting(bot: Bot) -> None:
    """Forget the servers that it was sent away from while it was not there."""
    await bot.client.connected_once.wait()
    mine, servers = bot.client.shards, bot.answers.desk.servers
    count = bot.client.shard_count or 1
    here = [guild for guild in servers.known if (guild >> TIME_BITS) % count in mine]
    await servers.forget(*(guild for guild in here if bot.client.get_guild(guild) is None))


async def _registering(bot: Bot, switched: asyncio.Event) -> None:
    """Register commands at the start, and again whenever another ruleset has others."""
    await bot.client.connected_once.wait()
    while True:
        again = None
        try:
            await bot.register()
        except Exception:  # noqa: BLE001 - those of before are there, and the game goes on
            _log.exception("Discord did not take the commands; that is tried again")
            again = _AGAIN
        with suppress(TimeoutError):
            async with asyncio.timeout(again):
                await switched.wait()
        switched.clear()
