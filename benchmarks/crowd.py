"""Persons who do something as fast as a bot answers, or at a rate -> how long each of them waited.

They are a process of their own, which is a Discord to one bot: it judges nothing and keeps nothing, so that
what a bot can do is what is measured. `bot/local` is the Discord that judges.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from random import Random
from time import monotonic, time
from typing import Any

from aiohttp import WSMsgType, web

from benchmarks.pressure import Felt, arrivals
from bot.local.place import EVERYTHING, guild, user
from bot.local.respond import respond
from bot.wire import EPOCH, TIME_BITS, Callback, Option, Payload

GUILDS = 100
PATIENCE = 30.0
_API = "/api/v10"
_WRONG = ("Something went wrong", "Too much is going on", "Slow down", "There is no such command")
_TYPES: Mapping[type, Option] = {str: Option.STRING, int: Option.INTEGER}


@dataclass(frozen=True, slots=True)
class Wish:
    """A command with its options, and how often it is asked among others."""

    weight: int
    command: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """What so many persons do: each of them once, or for so long, *at_once* at a time or *rate* a second."""

    wishes: Sequence[Wish]
    persons: int
    seconds: float = 0.0
    at_once: int = 64
    rate: float = 0.0


class Crowd:
    """A Discord to one bot, and those who are there."""

    def __init__(self) -> None:
        """Begin with nobody connected."""
        self.bot = user("reve", bot=True)
        self.guilds = [guild(number, self.bot) for number in range(GUILDS)]
        self.ready = asyncio.Event()
        self.address = ""
        self._socket: web.WebSocketResponse | None = None
        self._waiting: dict[str, asyncio.Future[bytes]] = {}
        self._events = count(1)

    def application(self) -> web.Application:
        """Return the server."""
        app = web.Application(client_max_size=32 * 2**20)
        add = app.router.add_route
        add("POST", f"{_API}/interactions/{{id}}/{{token}}/callback", self._callback)
        add("PATCH", f"{_API}/webhooks/{{id}}/{{token}}/messages/@original", self._edit)
        add("GET", "/gateway", self._gateway)
        add("GET", f"{_API}/users/@me", self._me)
        add("GET", f"{_API}/gateway/bot", self._entrance)
        add("GET", f"{_API}/oauth2/applications/@me", self._about)
        add("*", f"{_API}/applications/{{tail:.*}}", self._nothing)
        return app

    async def visit(self, visit: Visit) -> Felt:
        """Let persons do what they do, and return what they felt."""
        felt, began = Felt(), monotonic()
        random = Random(visit.seconds)
        if visit.rate:
            await self._openly(visit, felt, random)
        else:
            await self._closed(visit, felt, random)
        felt.span = monotonic() - began
        return felt

    async def _closed(self, visit: Visit, felt: Felt, random: Random) -> None:
        until = monotonic() + visit.seconds
        turns: Iterator[int] = count() if visit.seconds else iter(range(visit.persons))

        async def member() -> None:
            for turn in turns:
                if visit.seconds and monotonic() > until:
                    return
                await self._ask(visit, turn % visit.persons, monotonic(), felt, random)

        await asyncio.gather(*(member() for _ in range(visit.at_once)))

    async def _openly(self, visit: Visit, felt: Felt, random: Random) -> None:
        tasks: set[asyncio.Task[None]] = set()
        turns = count()
        async for due in arrivals(visit.rate, visit.seconds, 1 << 60, random):
            task = asyncio.create_task(self._ask(visit, next(turns) % visit.persons, due, felt, random))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        if tasks:
            await asyncio.wait(tasks)

    async def _ask(self, visit: Visit, person: int, due: float, felt: Felt, random: Random) -> None:
        wish = random.choices(visit.wishes, [each.weight for each in visit.wishes])[0]
        event = next(self._events)
        token = f"t{event}"
        answered = self._waiting[token] = asyncio.get_running_loop().create_future()
        assert self._socket is not None
        await self._socket.send_str(json.dumps(self._event(event, token, person, wish)))
        try:
            async with asyncio.timeout(PATIENCE):
                body = await answered
        except TimeoutError:
            felt.errors.append(f"/{wish.command} was never answered")
            return
        finally:
            del self._waiting[token]
        felt.seconds.append(monotonic() - due)
        wrong = _wrong(body)
        felt.outcomes["wrong" if wrong else "answered"] += 1
        if wrong:
            felt.errors.append(f"/{wish.command}: {wrong}")

    def _event(self, event: int, token: str, person: int, wish: Wish) -> Payload:
        here = self.guilds[person % GUILDS]
        channel = {**here["channels"][0], "id": str(1_000_000 + person)}
        who = {"id": str(10_000_000 + person), "username": f"p{person}", "discriminator": "0"}
        member = {
            "user": {**who, "global_name": None, "avatar": None, "public_flags": 0}, "roles": [],
            "joined_at": here["joined_at"], "deaf": False, "mute": False, "flags": 0, "nick": None,
            "avatar": None, "pending": False, "premium_since": None, "permissions": EVERYTHING,
        }  # fmt: skip
        options = [
            {"name": name, "type": int(_TYPES[type(value)]), "value": value}
            for name, value in wish.options.items()
        ]
        asked: Payload = {
            "id": str((int(time() * 1000) - EPOCH) << TIME_BITS | event & (1 << TIME_BITS) - 1),
            "application_id": self.bot["id"], "type": 2, "token": token, "version": 1,
            "data": {"id": "1", "name": wish.command, "type": 1, "options": options},
            "app_permissions": EVERYTHING, "attachment_size_limit": 10 * 2**20, "locale": "en-US",
            "guild_locale": "en-US", "entitlements": [], "context": 0,
            "authorizing_integration_owners": {"0": here["id"]}, "guild_id": here["id"], "member": member,
            "guild": {"id": here["id"], "locale": "en-US", "features": []}, "channel_id": channel["id"],
            "channel": {**channel, "permissions": EVERYTHING},
        }  # fmt: skip
        return {"op": 0, "t": "INTERACTION_CREATE", "s": event + 1000, "d": asked}

    # --- the server

    async def _callback(self, request: web.Request) -> web.Response:
        body = await request.read()
        if json.loads(body)["type"] != Callback.DEFER:
            self._answered(request, body)
        return web.Response(status=204)

    async def _edit(self, request: web.Request) -> web.Response:
        self._answered(request, await request.read())
        return respond({"id": "1"})

    def _answered(self, request: web.Request, body: bytes) -> None:
        waiting = self._waiting.get(request.match_info["token"])
        if waiting is not None and not waiting.done():
            waiting.set_result(body)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": 10, "t": None, "s": None, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            told = json.loads(message.data)
            if told["op"] == 1:
                await socket.send_json({"op": 11, "t": None, "s": None, "d": None})
            elif told["op"] == 2:
                await self._greet(socket)
        return socket

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        away = [{"id": each["id"], "unavailable": True} for each in self.guilds]
        about = {"user": self.bot, "application": {"id": self.bot["id"], "flags": 0}, "guilds": away}
        where = {"v": 10, "session_id": "1", "resume_gateway_url": f"ws://{self.address}/gateway"}
        ready = {**about, **where, "shard": [0, 1]}
        await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
        for number, each in enumerate(self.guilds, 2):
            await socket.send_json({"op": 0, "t": "GUILD_CREATE", "s": number, "d": each})
        self._socket = socket
        self.ready.set()

    async def _me(self, _: web.Request) -> web.Response:
        return respond({**self.bot, "verified": True, "mfa_enabled": True, "locale": "en-US"})

    async def _entrance(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 16}
        told = {"url": f"ws://{self.address}/gateway", "shards": 1, "session_start_limit": limit}
        return respond(told)

    async def _about(self, _: web.Request) -> web.Response:
        about = {
            "id": self.bot["id"], "name": "reve", "icon": None, "description": "", "summary": "",
            "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64,
            "owner": user("owner"), "team": None, "flags": 0, "hook": False,
        }  # fmt: skip
        return respond(about)

    async def _nothing(self, _: web.Request) -> web.Response:
        return respond([])


def _wrong(body: bytes) -> str:
    """Return the answer, where it is that something went wrong."""
    text = body.decode("utf-8", "replace")
    return text[:200] if any(each in text for each in _WRONG) else ""


def gather(line: Connection) -> None:
    """Be a crowd: say where, then do what is asked for until there is nothing more."""
    asyncio.run(_gathered(line))


async def _gathered(line: Connection) -> None:
    crowd = Crowd()
    runner = web.AppRunner(crowd.application(), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    crowd.address = f"{host}:{port}"
    line.send(crowd.address)
    await crowd.ready.wait()
    line.send("ready")
    while (visit := await asyncio.to_thread(line.recv)) is not None:
        line.send(await crowd.visit(visit))
    await runner.cleanup()
