"""The gateway -> interactions, as they come over the wire: all that we need of disnake."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

import aiohttp
import disnake

from bot.asked import Asked, read
from bot.wire import Payload

disnake.VoiceClient.warn_nacl = disnake.VoiceClient.warn_dave = False  # nobody speaks here

_log = logging.getLogger(__name__)
_MOST = 5_000  # interactions at once; more could not be answered in time


class Client(disnake.AutoShardedClient):
    """A connection to Discord that hands on every interaction, and sees nothing else of any guild."""

    def __init__(
        self,
        on_asked: Callable[[Asked], Awaitable[None]],
        *,
        shards: Sequence[int] | None = None,
        shard_count: int | None = None,
        hurried: bool = False,
    ) -> None:
        """Prepare; *hurried* waits for nothing between shards, which Discord would not forgive."""
        super().__init__(
            intents=disnake.Intents(guilds=True),
            allowed_mentions=disnake.AllowedMentions.none(),
            shard_ids=list(shards) if shards is not None else None,
            shard_count=shard_count,
            member_cache_flags=disnake.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.01 if hurried else 2.0,
        )
        self._asked = on_asked
        self._hurried = hurried
        self._going: set[asyncio.Task[None]] = set()
        self.connected_once = asyncio.Event()
        self.on_left: list[Callable[[int], Awaitable[None]]] = []  # awaited with a guild it was in
        self.on_entitled: list[Callable[[int], None]] = []  # told of one that changed
        self.on_back: list[Callable[[], None]] = []  # told when something may have been missed
        for what in ("CREATE", "UPDATE", "DELETE"):
            self._connection.parsers[f"ENTITLEMENT_{what}"] = self._entitled
        # disnake would make an object of each part of an interaction, and look through all views for its own.
        self._connection.parsers["INTERACTION_CREATE"] = self._take

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the session that requests are sent in, once the bot has logged in."""
        session: aiohttp.ClientSession = self.http._HTTPClient__session  # type: ignore[attr-defined]  # noqa: SLF001
        return session

    @property
    def application(self) -> int:
        """Return the application's id, once it is known."""
        return int(self.application_id or 0)

    async def direct(self, user: int, message: Payload) -> None:
        """Send somebody a direct message."""
        door = disnake.http.Route("POST", "/users/@me/channels")
        channel: Payload = await self.http.request(door, json={"recipient_id": str(user)})
        path = disnake.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel["id"])
        await self.http.request(path, json=message)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Leave time between shards, as Discord wants it."""
        if not self._hurried:
            await super().before_identify_hook(shard_id, initial=initial)

    async def on_ready(self) -> None:
        """Note that every shard is there."""
        self.connected_once.set()

    async def on_shard_ready(self, shard: int) -> None:
        """Tell that the shard of all that is in no guild begins anew: what it missed is not told again."""
        for told in self.on_back if shard == 0 else ():
            told()

    def _entitled(self, sent: Payload) -> None:
        for told in self.on_entitled:
            told(int(sent["id"]))

    async def on_guild_remove(self, guild: disnake.Guild) -> None:
        """Tell that it was sent away; that it was let in is nobody's concern, and nothing is said there."""
        for told in self.on_left:
            await told(guild.id)

    def _take(self, sent: Payload) -> None:
        """Begin to answer an interaction."""
        asked = read(sent)
        if asked is None or len(self._going) >= _MOST:
            return
        task = asyncio.get_running_loop().create_task(self._answered(asked))
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def _answered(self, asked: Asked) -> None:
        try:
            await self._asked(asked)
        except Exception:  # noqa: BLE001 - the others are answered all the same
            _log.exception("interaction d%d failed", asked.id)

    async def finish(self) -> None:
        """Wait for what was begun."""
        if self._going:
            await asyncio.wait(self._going)
