"""What one process did -> every other knows at once, where the database has a bell; it is in tables, too.

PostgreSQL's notifications are that bell. Nothing hangs on it: whoever does not hear it looks twice a second.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

CHANNEL = "reve"
# What may be told: that a ruleset is kept, that a generation began, that objects are other ones now.
RULESET, GENERATION, CHANGED = "ruleset", "generation", "changed"

_ANSWERS, _ALIVE, _PAUSE = 2.0, 5.0, 0.5  # seconds: for an answer, between two signs of life, to the next try
_MOST = 7_500  # bytes in a notification; PostgreSQL takes fewer than 8,000
_NAME = {"application_name": "reve bell"}
_RING = text("SELECT pg_notify(:channel, :said)")
_log = logging.getLogger(__name__)


async def rung(connection: AsyncConnection, said: str) -> None:
    """Tell everybody something as soon as a transaction is committed, where there is a bell."""
    if connection.dialect.name == "postgresql":
        await connection.execute(_RING, {"channel": CHANNEL, "said": said})


class Bell:
    """A connection of its own; *heard* is told what was said, or nothing where something may be missed."""

    def __init__(self, engine: AsyncEngine, heard: Callable[[str], None]) -> None:
        self._engine = engine
        self._heard = heard
        self._line: asyncpg.Connection[Any] | None = None
        self._turn = asyncio.Lock()  # a connection does one thing at a time

    async def listen(self) -> None:
        """Listen until cancelled, over another connection when one breaks."""
        if self._engine.dialect.name != "postgresql":
            return
        while True:
            try:
                await self._hear()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("the database's bell is not heard: %s", error)
            await asyncio.sleep(_PAUSE)

    async def ring(self, said: str) -> bool:
        """Tell everybody something now; tell whether that was possible."""
        line = self._line
        if line is None or len(said) > _MOST:
            return False
        try:
            async with self._turn:
                await line.execute("SELECT pg_notify($1, $2)", CHANNEL, said, timeout=_ANSWERS)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False
        return True

    async def _hear(self) -> None:
        _, address = self._engine.dialect.create_connect_args(self._engine.url)
        line = await asyncpg.connect(**address, timeout=_ANSWERS, server_settings=_NAME)
        broken = asyncio.Event()
        line.add_termination_listener(lambda _: broken.set())
        try:
            await line.add_listener(CHANNEL, lambda *told: self._heard(str(told[-1])))
            self._line = line
            self._heard("")
            while not broken.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(broken.wait(), _ALIVE)
                    return
                async with self._turn:
                    await line.execute("SELECT 1", timeout=_ANSWERS)
        finally:
            self._line = None
            line.terminate()
