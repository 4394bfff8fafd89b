"""Settings -> everything looked at side by side, each with its own time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from time import time_ns

from engine.live.doctor.beside import API, disk, keys, redis, token
from engine.live.doctor.database import database
from engine.live.doctor.finding import Finding, wrong
from engine.live.settings import Settings

PATIENCE = 10.0  # seconds for each


def _now() -> int:
    return time_ns() // 1_000_000


async def examine(
    settings: Settings, *, online: bool = False, api: str = API, patience: float = PATIENCE
) -> list[Finding]:
    """Look at the database, Redis, the token, the disk and the keys."""
    looks: dict[str, Awaitable[Finding | list[Finding]]] = {
        "database": database(settings, _now),
        "redis": redis(settings),
        "token": token(settings, online=online, api=api),
        "disk": asyncio.to_thread(disk, settings),
        "keys": asyncio.to_thread(keys, settings),
    }
    found = await asyncio.gather(*(_in_time(what, look, patience) for what, look in looks.items()))
    return [each for findings in found for each in findings]


async def _in_time(what: str, look: Awaitable[Finding | list[Finding]], patience: float) -> list[Finding]:
    try:
        async with asyncio.timeout(patience):
            found = await look
    except TimeoutError:
        said = f"no answer within {patience:g} s"
        return [wrong(what, said, "look whether it is frozen, overloaded, or behind a firewall")]
    return found if isinstance(found, list) else [found]
