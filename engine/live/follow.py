"""What the database says is active, and its bell -> this process, ready for it, and over to it at once."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.bell import CHANGED, RULESET, Bell
from engine.live.cache.cache import Cache
from engine.live.game import Game
from engine.live.rulesets import Rulesets

LOOKS = 0.5  # seconds: where there is no bell, or it was not heard
_log = logging.getLogger(__name__)


class Follower:
    """Keeps one process at what is active, whether or not anybody asks anything."""

    def __init__(self, engine: AsyncEngine, game: Game, rulesets: Rulesets, cache: Cache) -> None:
        """Begin to follow when `run` is called."""
        self.bell = Bell(engine, self._heard)
        self._game = game
        self._rulesets = rulesets
        self._cache = cache
        self._rung = asyncio.Event()
        self._newest = 0  # the last ruleset that was kept, as far as is known here
        self._preparing: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Follow until cancelled."""
        listening = asyncio.create_task(self.bell.listen())
        try:
            self._newest = max(self._newest, await self._rulesets.newest())
            began = self._game.active.number
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._rung.wait(), LOOKS)
                self._rung.clear()
                try:
                    await self._look(began)
                except Exception:  # noqa: BLE001 - the next look may find the store again
                    _log.warning("the store did not say what is active", exc_info=True)
        finally:
            for each in (listening, *self._preparing):
                each.cancel()

    async def _look(self, began: int) -> None:
        """Go over to another ruleset, between two groups, and get ready for one that may come."""
        newest = await self._rulesets.newest()
        if newest > self._newest:
            self._prepare(newest)
        await self._game.refresh()
        if self._game.active.number != began:  # else it is compiled bit by bit, as commands ask for it
            await self._game.complete()

    def _heard(self, said: str) -> None:
        word, *rest = said.split() or [""]
        if word == CHANGED:
            self._cache.forget(rest)
        elif word == RULESET:
            self._prepare(int(rest[0]))
        else:
            self._rung.set()

    def _prepare(self, number: int) -> None:
        """Get ready for a ruleset that was kept just now: it will be the active one if all goes well."""
        self._newest = max(self._newest, number)
        task = asyncio.create_task(self._game.prepare(number))
        self._preparing.add(task)
        task.add_done_callback(self._prepared)

    def _prepared(self, task: asyncio.Task[None]) -> None:
        self._preparing.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.warning("a ruleset could not be prepared", exc_info=task.exception())
