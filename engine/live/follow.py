"""What the database says is active, and its bell -> this process, ready for it, and over to it at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

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
        self._ends = False
        self._newest = 0  # the last ruleset that was kept, as far as is known here; 0: nobody looked
        self._preparing: set[asyncio.Task[None]] = set()
        self._completing: set[asyncio.Task[None]] = set()

    def end(self) -> None:
        """Have `run` end as soon as nothing is asked of the store: cancelled, it would leave a connection."""
        self._ends = True
        self._rung.set()

    async def run(self) -> None:
        """Follow until the end."""
        listening = asyncio.create_task(self.bell.listen())
        began = self._game.active.number
        try:
            while not self._ends:
                try:
                    await self._look(began)
                except Exception:  # noqa: BLE001 - the next look may find the store again
                    _log.warning("the store did not say what is active", exc_info=True)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._rung.wait(), LOOKS)
                self._rung.clear()
        finally:
            for each in (listening, *self._completing):
                each.cancel()
            await asyncio.gather(listening, *self._completing, *self._preparing, return_exceptions=True)

    async def _look(self, began: int) -> None:
        """Go over to another ruleset, between two groups, and get ready for one that may come."""
        newest = await self._rulesets.newest()
        if 0 < self._newest < newest:
            self._prepare(newest)
        self._newest = max(self._newest, newest)
        await self._game.refresh()
        if self._game.active.number != began and not self._completing:
            # What a process begins with is compiled bit by bit, as commands ask for it.
            self._go_on(self._completing, self._game.complete())

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
        self._go_on(self._preparing, self._game.prepare(number))

    def _go_on(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        """Do something besides; what goes wrong there is logged."""
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(lambda done: self._done(tasks, done))

    def _done(self, tasks: set[asyncio.Task[None]], task: asyncio.Task[None]) -> None:
        tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.warning("a ruleset could not be made ready", exc_info=task.exception())
