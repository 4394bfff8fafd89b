"""REST and gateway on this machine: a bot connects as to Discord, and whatever it does wrong is collected."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.local import files, interactions, registry
from bot.local.body import SENT, read_body
from bot.local.exchange import Exchange, Message
from bot.local.fault import Fault, Faults
from bot.local.files import Files
from bot.local.gateway import Gateway
from bot.local.interactions import Interactions
from bot.local.openapi import Contract
from bot.local.person import Person
from bot.local.place import EVERYTHING, guild, snowflake, user
from bot.local.registry import Registry
from bot.local.respond import RefusedError, nothing, refused, respond
from bot.local.shop import Shop
from bot.wire import Code, Kind, Payload

_HOST = "127.0.0.1"
_API = "/api/v10"
_LIMITS = {
    "X-RateLimit-Limit": "50",
    "X-RateLimit-Remaining": "49",
    "X-RateLimit-Reset-After": "1.0",
    "X-RateLimit-Bucket": "local",
}
_PATIENCE = 10.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def _at_once() -> None:
    """Wait for nothing."""


class LocalDiscord:
    """A Discord with one bot, some guilds, and persons who do what a script says."""

    def __init__(self, guilds: int = 1, shards: int = 1, contract: Contract | None = None) -> None:
        """Begin with nobody there; what `DISCORD_OPENAPI` names is the contract, where none is given."""
        named = os.environ.get("DISCORD_OPENAPI")
        self.contract = contract or (Contract(Path(named)) if named else None)
        self.bot = user("reve", bot=True)
        self.guilds = [guild(number, self.bot) for number in range(guilds)]
        self.shards = shards
        self.violations: list[str] = []
        self.requests: list[tuple[str, str, Any]] = []
        self.faults = Faults()
        self.files = Files()
        self.gateway = Gateway(self.bot, self.guilds)
        self.gateway.violations = self.violations
        self.registry = Registry(self.object_)
        self.guild_registries = {each["id"]: Registry(self.object_, each["id"]) for each in self.guilds}
        self.interactions = Interactions(self.bot, self.object_)
        self.shop = Shop(self.bot["id"], self.gateway.tell, self.object_)
        self.interactions.sold = self.shop.wrong_buttons
        self.sent: list[tuple[str, Payload]] = []  # direct messages, by recipient
        self.closed: set[str] = set()  # who takes none
        self.address = ""
        self.lets_in = ""  # the one that is let in; every one, where there is none
        self.quiet: Callable[[], Awaitable[None]] = _at_once  # until the bot has nothing more to say
        self._direct: dict[str, str] = {}

    def object_(self, wrong: Iterable[str]) -> bool:
        """Collect what is wrong, and tell whether anything is."""
        before = len(self.violations)
        self.violations += wrong
        return len(self.violations) > before

    @property
    def origin(self) -> str:
        """Return where files are."""
        return f"http://{self.address}"

    @property
    def rest(self) -> str:
        """Return where REST is."""
        return f"http://{self.address}{_API}"

    def person(
        self,
        name: str,
        locale: str = "en-US",
        guild: int = 0,
        permissions: str = EVERYTHING,
        roles: Sequence[int] = (),
    ) -> Person:
        """Return somebody new in a guild, with *roles* there."""
        return Person(self, user(name), self.guilds[guild], locale, permissions, roles)

    def commands(self, guild: str) -> dict[str, Payload]:
        """Return what can be typed in a guild; its own commands go before others of the same name."""
        own = self.guild_registries.get(guild)
        return {**self.registry.commands, **(own.commands if own is not None else {})}

    async def settled(self) -> None:
        """Wait until the bot is connected and its commands are known."""
        async with asyncio.timeout(_PATIENCE):
            await self.gateway.ready()
            await self.registry.known.wait()

    async def happen(
        self, person: Person, kind: Kind, what: Payload, message: Message | None = None
    ) -> Exchange:
        """Tell the bot what a person did."""
        exchange = Exchange(snowflake(), f"t{snowflake()}", kind, person, self.interactions.clock, message)
        self.interactions.by_token[exchange.token] = exchange
        owner = person.guild["id"]
        about: Payload = {
            "id": exchange.id, "application_id": self.bot["id"], "type": int(kind), "token": exchange.token,
            "version": 1, "data": what, "app_permissions": EVERYTHING, "attachment_size_limit": 10 * 2**20,
            "locale": person.locale, "guild_locale": "en-US", "entitlements": [], "context": 0,
            "authorizing_integration_owners": {"0": owner}, "guild_id": owner, "member": person.member,
            "guild": {"id": owner, "locale": "en-US", "features": []}, "channel_id": person.channel["id"],
            "channel": {**person.channel, "permissions": EVERYTHING},
        }  # fmt: skip
        if message is not None:
            about["message"] = message.payload
        await self.gateway.tell(owner, "INTERACTION_CREATE", about)
        return exchange

    # --- the server

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[self._judged], client_max_size=32 * 2**20)
        add, here = app.router.add_route, self.interactions
        add("GET", "/gateway", self.gateway.serve)
        add("GET", files.PATH, self.files.serve)
        add("GET", f"{_API}/users/@me", self._me)
        add("GET", f"{_API}/gateway/bot", self._entrance)
        add("GET", f"{_API}/gateway", self._door)
        add("GET", f"{_API}/oauth2/applications/@me", self._about)
        add("GET", f"{_API}{registry.PATH}", self.registry.show)
        add("PUT", f"{_API}{registry.PATH}", self._register)
        add("GET", f"{_API}{registry.OF_GUILD}", self._of_guild)
        add("PUT", f"{_API}{registry.OF_GUILD}", self._register_in_guild)
        add("POST", f"{_API}{interactions.CALLBACK}", here.callback)
        add("POST", f"{_API}{interactions.WEBHOOK}", here.follow)
        add("PATCH", f"{_API}{interactions.WEBHOOK}/messages/{{message_id}}", here.edit)
        add("DELETE", f"{_API}{interactions.WEBHOOK}/messages/{{message_id}}", here.delete)
        for method, path, answer in self.shop.routes():
            add(method, f"{_API}{path}", answer)
        add("POST", f"{_API}/users/@me/channels", self._open_direct)
        add("POST", f"{_API}/channels/{{channel_id}}/messages", self._send)
        return app

    @web.middleware
    async def _judged(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/gateway":
            return await handler(request)
        fault = self.faults.take(request)
        if fault in {Fault.LIMITED, Fault.BROKEN}:
            return self.faults.answer(fault)
        if request.match_info.http_exception is not None:
            self.object_([f"{request.method} {request.path}: there is no such path"])
            return respond({"message": "404: Not Found", "code": 0}, 404)
        await self._note(request)
        try:
            answer = await handler(request)
            if SENT in request.match_info:
                self._hold(request, json.loads(request.match_info[SENT]))
        except RefusedError as error:
            return refused(error)
        if fault is Fault.LOST:
            token = request.match_info.get("interaction_token")
            if token in self.interactions.by_token:
                self.interactions.by_token[token].lost = True
            return self.faults.answer(fault)
        answer.headers.update(_LIMITS)
        return answer

    async def _note(self, request: web.Request) -> None:
        """Remember a request, and hold its body to Discord's own document; forms are held to it once read."""
        if request.method == "GET" or request.content_type == "multipart/form-data":
            return
        self._hold(request, await request.json() if await request.read() else None)

    def _hold(self, request: web.Request, body: Any) -> None:
        self.requests.append((request.method, request.path, body))
        resource = request.match_info.route.resource
        if self.contract is not None and body is not None and resource is not None:
            template = resource.canonical.removeprefix(_API)
            self.object_(self.contract.wrong(request.method, template, body))

    async def _me(self, request: web.Request) -> web.Response:
        if self.lets_in and request.headers.get("Authorization") != f"Bot {self.lets_in}":
            raise RefusedError(Code.UNAUTHORIZED, "401: Unauthorized")
        return respond({**self.bot, "verified": True, "mfa_enabled": True, "locale": "en-US", "email": None})

    async def _entrance(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 16}
        return respond({"url": self.gateway.address, "shards": self.shards, "session_start_limit": limit})

    async def _door(self, _: web.Request) -> web.Response:
        return respond({"url": self.gateway.address})

    async def _about(self, _: web.Request) -> web.Response:
        return respond(
            {
                "id": self.bot["id"], "name": "reve", "icon": None, "description": "", "summary": "",
                "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64,
                "owner": user("owner"), "team": None, "flags": 0, "hook": False,
            }
        )  # fmt: skip

    async def _register(self, request: web.Request) -> web.Response:
        body, _ = await read_body(request)
        return self.registry.replace(self.bot["id"], body)

    def _guild(self, request: web.Request) -> Registry:
        found = self.guild_registries.get(request.match_info["guild_id"])
        if found is None:
            raise RefusedError(Code.MISSING_ACCESS, "Missing Access")
        return found

    async def _of_guild(self, request: web.Request) -> web.Response:
        return await self._guild(request).show(request)

    async def _register_in_guild(self, request: web.Request) -> web.Response:
        body, _ = await read_body(request)
        return self._guild(request).replace(self.bot["id"], body)

    async def _open_direct(self, request: web.Request) -> web.Response:
        body, _ = await read_body(request)
        channel = snowflake()
        self._direct[channel] = str(body["recipient_id"])
        recipient = {"id": str(body["recipient_id"]), "username": "-", "discriminator": "0", "avatar": None}
        return respond({"id": channel, "type": 1, "last_message_id": None, "recipients": [recipient]})

    async def _send(self, request: web.Request) -> web.Response:
        body, _ = await read_body(request)
        channel = request.match_info["channel_id"]
        if channel not in self._direct:
            self.object_([f"sends to channel {channel} unasked"])
            raise RefusedError(Code.CANNOT_SEND_TO, "Cannot send messages to this channel")
        if self._direct[channel] in self.closed:
            raise RefusedError(Code.CANNOT_SEND_TO, "Cannot send messages to this user")
        self.sent.append((self._direct[channel], body))
        return nothing()


@asynccontextmanager
async def local_discord(discord: LocalDiscord | None = None) -> AsyncIterator[LocalDiscord]:
    """Serve a Discord on a free port until the block ends."""
    discord = discord or LocalDiscord()
    runner = web.AppRunner(discord._application(), access_log=None, shutdown_timeout=0.5)  # noqa: SLF001 - its own
    await runner.setup()
    try:
        site = web.TCPSite(runner, _HOST, 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        discord.address = f"{host}:{port}"
        discord.gateway.address = f"ws://{discord.address}/gateway"
        yield discord
    finally:
        await runner.cleanup()
