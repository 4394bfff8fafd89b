"""A backup -> whether a game can be made of it: it is restored into RAM, and looked through."""

from __future__ import annotations

from pathlib import Path

from engine.live.backup.archive import Manifest
from engine.live.backup.restore import restore
from engine.live.store.sqlite import SqliteStore


async def tried(path: Path) -> tuple[Manifest, list[str]]:
    """Return what a backup says of itself and what is wrong with it; raises `ArchiveError`."""
    store = SqliteStore("memory://")
    await store.open()
    try:
        return await restore(store, path)
    finally:
        await store.close()
