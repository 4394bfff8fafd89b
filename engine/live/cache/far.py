"""Values that all processes keep in Redis, and a mark for each tag: which state of it values came from.

A mark is a word that was never used before. So whoever changes something writes a new one, and every value
that bears the old one is out of date at once, wherever it lies. A mark lasts longer than any value that was
made before it. One more mark stands for all: it is renewed by whoever could not reach Redis for a while, and
is lost with all the rest when Redis is emptied.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from redis.asyncio import Redis

from engine.live.breaker import AwayError
from engine.live.cache.near import Entry, Key
from engine.live.remote import Remote


class Found(NamedTuple):
    """The marks of some tags now, and the value that bears them, if it is there and there is one."""

    marks: tuple[str, ...]
    value: tuple[Any] | None = None


class Far:
    """The second level; *fresh* makes words that were never used before, which last *last()* seconds."""

    def __init__(self, remote: Remote, fresh: Callable[[], str], last: Callable[[], float]) -> None:
        self.remote = remote
        self._fresh = fresh
        self._last = last
        self._in_doubt = False

    async def find(self, key: Key, tags: Sequence[str], *, value: bool) -> Found:
        """Return the present marks, with the *value* where that is asked for; raise `AwayError`."""
        names = [self._all, *map(self._mark, tags)]
        if value:
            names.append(self._value(key))
        found = await self._call(lambda redis: redis.mget(names))
        if found[0] is None:
            mark = self._fresh()
            await self._call(lambda redis: redis.set(self._all, mark, nx=True))
            return await self.find(key, tags, value=value)
        marks = tuple((mark or b"").decode() for mark in found[: len(tags) + 1])
        kept = json.loads(found[-1]) if value and found[-1] else None
        return Found(marks, (kept[1],) if kept and tuple(kept[0]) == marks else None)

    async def keep(self, key: Key, entry: Entry, ttl: float) -> None:
        """Keep a value for all; raise `AwayError`."""
        text = json.dumps([entry.marks, entry.value], separators=(",", ":"), ensure_ascii=False)
        name, last = self._value(key), max(1, int(ttl * 1000))
        await self._call(lambda redis: redis.set(name, text, px=last))

    async def change(self, tags: Sequence[str]) -> None:
        """Give tags new marks; raise `AwayError`, and then all get one as soon as that is possible again."""
        marks = {self._mark(tag): self._fresh() for tag in tags}

        async def write(redis: Redis) -> None:
            async with redis.pipeline(transaction=False) as line:
                for name, mark in marks.items():
                    line.set(name, mark, px=int(self._last() * 1000))
                await line.execute()

        await self._call(write)

    async def _call(self, what: Callable[[Redis], Awaitable[Any]]) -> Any:
        try:
            if self._in_doubt:
                mark = self._fresh()
                await self.remote.call(lambda redis: redis.set(self._all, mark))
                self._in_doubt = False
            return await self.remote.call(what)
        except AwayError:
            self._in_doubt = True
            raise

    @property
    def _all(self) -> str:
        return self.remote.key("marks")

    def _mark(self, tag: str) -> str:
        return self.remote.key("mark", tag)

    def _value(self, key: Key) -> str:
        return self.remote.key("value", *key)
