"""The files of a folder -> a word whenever they are others, once nobody writes them any more."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

_LOOKS, _RESTS = 1.0, 0.3  # seconds between two looks; for which nothing may change before it is told
Stamp = tuple[str, int, int]  # path, time of the last change, size


async def changes(folder: Path, looks: float = _LOOKS, rests: float = _RESTS) -> AsyncIterator[None]:
    """Yield each time after files changed. Looking costs a moment in a thread, and needs no system's help."""
    seen = await asyncio.to_thread(_stamps, folder)
    while True:
        await asyncio.sleep(looks)
        now = await asyncio.to_thread(_stamps, folder)
        if now == seen:
            continue
        while seen != now:
            seen = now
            await asyncio.sleep(rests)
            now = await asyncio.to_thread(_stamps, folder)
        yield


def _stamps(folder: Path) -> frozenset[Stamp]:
    return frozenset(_within(os.fspath(folder)))


def _within(folder: str) -> Iterator[Stamp]:
    """Yield every file that is not hidden; one that is gone by the time it is asked is none."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _within(entry.path)
            continue
        try:
            known = entry.stat()
        except OSError:
            continue
        yield entry.path, known.st_mtime_ns, known.st_size
