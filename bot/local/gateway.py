"""Sockets of a bot -> sessions, one a shard: they are told what happens, and resume where they broke off."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bot.local.place import shard_of, snowflake
from bot.wire import GUILDS, Payload

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, BEAT = 0, 1, 2, 6, 7, 9, 10, 11
_BEATS = 41_250  # milliseconds between heartbeats


@dataclass(slots=True, eq=False)
class Session:
    """What one shard was told; *log* is kept so that it can be told again."""

    shard: int
    shards: int
    intents: int
    id: str = field(default_factory=snowflake)
    log: list[str] = field(default_factory=list)
    line: Line | None = None

    async def tell(self, event: str, body: Payload) -> None:
        """Tell of an event, now or when the shard is back."""
        self.log.append(json.dumps({"op": DISPATCH, "t": event, "s": len(self.log) + 1, "d": body}))
        if self.line is not None:
            await self.line.send(self.log[-1])


@dataclass(slots=True, eq=False)
class Line:
    """One socket, compressed where the client wants it so."""

    socket: web.WebSocketResponse
    deflate: Any = None

    async def send(self, text: str) -> None:
        """Send a text."""
        if self.socket.closed:
            return
        if self.deflate is None:
            await self.socket.send_str(text)
        else:
            packed = self.deflate.compress(text.encode())
            await self.socket.send_bytes(packed + self.deflate.flush(zlib.Z_SYNC_FLUSH))

    async def op(self, op: int, body: Any = None) -> None:
        """Send what is no event."""
        await self.send(json.dumps({"op": op, "t": None, "s": None, "d": body}))


class Gateway:
    """All sessions of one bot."""

    def __init__(self, bot: Payload, guilds: Sequence[Payload]) -> None:
        """Begin with nobody connected."""
        self.bot = bot
        self.guilds = guilds
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.resumed = 0
        self.violations: list[str] = []
        self._ready = asyncio.Event()

    async def ready(self) -> None:
        """Wait until every shard has said who it is."""
        await self._ready.wait()

    async def tell(self, guild_id: str, event: str, body: Payload) -> None:
        """Tell the shard that a guild lies on; direct messages are shard 0's."""
        for session in reversed([*self.sessions.values()]):
            if session.shard == (shard_of(guild_id, session.shards) if guild_id else 0):
                await session.tell(event, body)
                return
        raise RuntimeError("no shard has this guild")

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Hold one connection until it ends."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        packed = request.query.get("compress") == "zlib-stream"
        line = Line(socket, zlib.compressobj() if packed else None)
        await line.op(HELLO, {"heartbeat_interval": _BEATS})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            await self._take(line, json.loads(message.data))
        for session in self.sessions.values():
            if session.line is line:
                session.line = None
        return socket

    async def _take(self, line: Line, sent: Payload) -> None:
        match sent["op"]:
            case 1:
                await line.op(BEAT)
            case 2:
                await self._identify(line, sent["d"])
            case 6:
                await self._resume(line, sent["d"])
            case _:
                pass

    async def _identify(self, line: Line, told: Payload) -> None:
        shard, shards = told.get("shard") or (0, 1)
        if told["intents"] & ~GUILDS:
            self.violations.append(f"gateway: intents {told['intents']:b}; guilds alone are needed")
        session = Session(shard, shards, told["intents"], line=line)
        self.sessions = {key: each for key, each in self.sessions.items() if each.shard != shard}
        self.sessions[session.id] = session
        mine = [each for each in self.guilds if shard_of(each["id"], shards) == shard]
        away = [{"id": each["id"], "unavailable": True} for each in mine]
        about = {"user": self.bot, "application": {"id": self.bot["id"], "flags": 0}}
        where = {"v": 10, "session_id": session.id, "resume_gateway_url": self.address}
        await session.tell("READY", {**about, **where, "guilds": away, "shard": [shard, shards]})
        for each in mine if told["intents"] & GUILDS else ():
            await session.tell("GUILD_CREATE", each)
        if len({each.shard for each in self.sessions.values()}) == shards:
            self._ready.set()

    async def _resume(self, line: Line, told: Payload) -> None:
        session = self.sessions.get(told["session_id"])
        if session is None:
            await line.op(INVALID, body=False)
            return
        session.line = line
        for text in session.log[told["seq"] or 0 :]:
            await line.send(text)
        self.resumed += 1
        await session.tell("RESUMED", {})

    async def reconnect(self) -> None:
        """Ask every shard to come back on another socket."""
        for session in self.sessions.values():
            if session.line is not None:
                await session.line.op(RECONNECT)

    async def drop(self, code: int = 4000) -> None:
        """Cut every socket off; *code* says why."""
        for session in self.sessions.values():
            line, session.line = session.line, None
            if line is not None:
                await line.socket.close(code=code)
