"""What is to be done over and over, and an event -> done until that is set, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from engine.live.store.protocol import GoneError, RetryError

_AWAY = (GoneError, RetryError, SQLAlchemyError, OSError)
_log = logging.getLogger(__name__)


async def repeat(tick: Callable[[], Awaitable[int]], stop: asyncio.Event, every: float, what: str) -> None:
    """Call *tick* until *stop* is set: at once while it did anything, else every so many seconds."""
    while not stop.is_set():
        if not await _unless_it_fails(tick, what):
            await _until_set(stop, every)


async def _unless_it_fails(tick: Callable[[], Awaitable[int]], what: str) -> int:
    try:
        return await tick()
    except _AWAY as error:
        _log.warning("%s wait for the database: %s", what, error)
    except Exception:  # noqa: BLE001 - else nothing more would be done, and nobody would see it
        _log.exception("%s are tried again after a defect", what)
    return 0


async def _until_set(stop: asyncio.Event, seconds: float) -> None:
    """Wait so many seconds, or until an event is set."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
