"""The address of a Redis -> commands to it that never keep anybody waiting.

It only helps processes to count and to remember together: whatever it holds may be lost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha1
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from engine.live.breaker import MOST, Breaker

Answer = TypeVar("Answer")
POOL = 64  # connections


class Remote:
    """One Redis (or Valkey), by `redis://`, `rediss://` (TLS) or `unix://`.

    *prefix* keeps games apart that share one; in braces, so that a cluster keeps a game's keys together.
    """

    def __init__(
        self,
        url: str,
        prefix: str = "reve",
        *,
        most: float = MOST,
        pool: int = POOL,
        told: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self.prefix = f"{{{prefix}}}:"
        self.redis = Redis.from_url(
            url,
            socket_timeout=most,
            socket_connect_timeout=most,
            redis_connect_func=self._connected,
            retry=Retry(NoBackoff(), 0),
            max_connections=pool,
            protocol=2,
        )
        self.breaker = Breaker(self.redis.ping, (RedisError,), most, told=told)
        self.connections = 0  # ever made
        self._scripts: dict[str, str] = {}

    def key(self, *parts: object) -> str:
        """Return the name under which something of this game is kept."""
        return self.prefix + ":".join(map(str, parts))

    async def call(self, what: Callable[[Redis], Awaitable[Answer]]) -> Answer:
        """Return what commands answer; raise `AwayError` where nobody does."""
        return await self.breaker.call(lambda: what(self.redis))

    async def script(self, text: str, keys: list[str], arguments: list[Any]) -> Any:
        """Run a script as one step, sending its text only where it is not known; raise `AwayError`."""
        return await self.call(lambda redis: self._run(redis, text, keys, arguments))

    async def _run(self, redis: Redis, text: str, keys: list[str], arguments: list[Any]) -> Any:
        digest = self._scripts.get(text) or self._digest(text)
        try:
            return await redis.evalsha(digest, len(keys), *keys, *arguments)
        except NoScriptError:
            return await redis.eval(text, len(keys), *keys, *arguments)

    async def _connected(self, connection: Any) -> None:
        """Note that a connection was made: who answers may be another server than before."""
        await connection.on_connect()
        self.connections += 1

    def _digest(self, text: str) -> str:
        found = self._scripts[text] = sha1(text.encode(), usedforsecurity=False).hexdigest()
        return found

    async def close(self) -> None:
        """Let go of every connection."""
        await self.breaker.close()
        await self.redis.aclose()
