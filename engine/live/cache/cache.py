"""What is slow to work out -> kept for a while; what it came from changes -> gone, in every process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex
from time import monotonic
from typing import Any, TypeVar

from engine.live.breaker import AwayError
from engine.live.cache.far import Far
from engine.live.cache.near import Entry, Key, Near
from engine.live.remote import Remote

Value = TypeVar("Value")
OTHERWISE = 60.0  # seconds that a value is kept of which nothing is said
ALONE = 5.0  # seconds that a process may go without hearing of the others


@dataclass(slots=True)
class Figures:
    """How often a value was here, was at least in Redis, or had to be made."""

    near: int = 0
    far: int = 0
    made: int = 0

    @property
    def rate(self) -> float:
        """Return the share that needed not be made."""
        asked = self.near + self.far + self.made
        return (asked - self.made) / asked if asked else 0.0


@dataclass(slots=True)
class _Making:
    """A value that is being made; *is_late*: what it comes from changed meanwhile."""

    tags: tuple[str, ...]
    marks: tuple[str, ...] | None
    value: asyncio.Future[Any] = field(init=False)
    is_late: bool = False


class Cache:
    """Values by what they are (*name*) and whose (*key*), each with the *tags* that it came from.

    *ttls* are seconds by name. With a Redis, one question tells whether anything that a value came from has
    changed in any process. Without one, or while it is away, values are kept for *alone* seconds at most
    where there are other *processes*; `forget` is what a bell of the database may ring.
    """

    def __init__(
        self,
        ttls: Mapping[str, float],
        remote: Remote | None = None,
        *,
        size: int = 10_000,
        processes: int = 1,
        alone: float = ALONE,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.ttls = dict(ttls)
        self.figures: dict[str, Figures] = {}
        self._near = Near(size)
        self._far = Far(remote, lambda: token_hex(8), self._longest) if remote else None
        self._alone = alone if processes > 1 else float("inf")
        self._clock = clock
        self._heard = float("-inf")  # when Redis last told which values are out of date
        self._making: dict[Key, _Making] = {}

    def _longest(self) -> float:
        """Return for how many seconds a mark must last, to outlive every value that bears it."""
        return 2 * max([OTHERWISE, *self.ttls.values()])

    async def get(
        self, name: str, key: object, make: Callable[[], Awaitable[Value]], tags: Sequence[str] = ()
    ) -> Value:
        """Return a value, made now unless it is kept; JSON only, where there is a Redis."""
        figures = self.figures.setdefault(name, Figures())
        place = (name, str(key))
        marks, kept = await self._kept(place, tuple(tags), figures)
        if kept:
            found: Value = kept[0]
            return found
        making = self._making.get(place)
        if making is None:
            figures.made += 1
            making = self._making[place] = _Making(tuple(tags), marks)
            making.value = asyncio.ensure_future(self._make(place, make, making))
        else:
            figures.near += 1
        value: Value = await asyncio.shield(making.value)
        return value

    async def kept(self, name: str, key: object, tags: Sequence[str] = ()) -> tuple[Any] | None:
        """Return a value if it is kept; nothing is made."""
        figures = self.figures.setdefault(name, Figures())
        _, found = await self._kept((name, str(key)), tuple(tags), figures)
        return found

    async def change(self, *tags: str) -> bool:
        """Forget all that came from *tags*, here and elsewhere; to be awaited before a commit is answered.

        Tells whether everybody will know at once: where no Redis does it, a bell may.
        """
        self.forget(tags)
        if self._alone == float("inf") or not tags:
            return True
        try:
            if self._far:
                await self._far.change(tags)
        except AwayError:  # `Far` sees to it that nothing old is believed when it is back
            return False
        return self._far is not None

    def forget(self, tags: Iterable[str]) -> None:
        """Forget all that came from *tags*, here."""
        changed = frozenset(tags)
        self._near.forget(changed)
        for place, making in [*self._making.items()]:
            if not changed.isdisjoint(making.tags):
                making.is_late = True
                del self._making[place]

    def empty(self) -> int:
        """Forget everything here, because memory is short; return how much that was."""
        return self._near.clear()

    async def warm(
        self, name: str, makes: Mapping[object, Callable[[], Awaitable[Any]]], tags: Sequence[str] = ()
    ) -> None:
        """Make values before anybody asks for them."""
        for key, make in makes.items():
            await self.get(name, key, make, tags)

    async def _kept(
        self, place: Key, tags: tuple[str, ...], figures: Figures
    ) -> tuple[tuple[str, ...] | None, tuple[Any] | None]:
        """Return the marks of the moment, None where Redis does not tell, and the value if it is kept."""
        near = self._near.get(place, self._clock())
        try:
            found = await self._far.find(place, tags, value=not near) if self._far else None
        except AwayError:
            found = None
        if found is None:
            kept = near is not None and self._clock() < max(self._heard, near.made) + self._alone
            figures.near += kept
            return None, (near.value,) if near and kept else None
        self._heard = self._clock()
        if near is not None and near.marks == found.marks:
            figures.near += 1
            return found.marks, (near.value,)
        if found.value:
            figures.far += 1
            self._put(place, found.value[0], tags, found.marks)
        return found.marks, found.value

    async def _make(self, place: Key, make: Callable[[], Awaitable[Any]], making: _Making) -> Any:
        try:
            value = await make()
        finally:
            if self._making.get(place) is making:
                del self._making[place]
        if making.is_late:
            return value
        entry = self._put(place, value, making.tags, making.marks or ())
        if self._far and making.marks:
            with suppress(AwayError):
                await self._far.keep(place, entry, self._ttl(place))
        return value

    def _put(self, place: Key, value: Any, tags: tuple[str, ...], marks: tuple[str, ...]) -> Entry:
        now = self._clock()
        entry = Entry(value, now, now + self._ttl(place), tags, marks)
        self._near.put(place, entry)
        return entry

    def _ttl(self, place: Key) -> float:
        return self.ttls.get(place[0], OTHERWISE)
