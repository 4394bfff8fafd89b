"""The files of a pack and a game that is played -> the game as the files are, whenever they change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from cli.home import shipped
from cli.pack import find_pack
from engine.live.reload.child import Limits, Source
from engine.live.reload.reload import reload
from engine.live.reload.watch import changes
from engine.live.service import Service
from engine.live.settings import Settings

_WHO, _WHY = "files", "the files changed"
_log = logging.getLogger(__name__)


def source_of(settings: Settings, pack: Path | None) -> Source | None:
    """Return where a pack is and what reading it may take, where one is named."""
    if pack is None:
        return None
    places = (shipped(), shipped() / "examples")
    limits = Limits(settings.reload_seconds, settings.reload_memory)
    return Source(find_pack(pack).resolve(), places, limits=limits)


@asynccontextmanager
async def watching(service: Service, source: Source | None) -> AsyncIterator[None]:
    """Play the files as they are until the block ends; what is refused stands in the log."""
    if source is None:
        yield
        return
    task = asyncio.create_task(_follow(service, source))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _follow(service: Service, source: Source) -> None:
    async for _ in changes(source.folder):
        try:
            await reload(service, source, _WHO, _WHY)
        except Exception:  # noqa: BLE001 - the store may be back when they change again
            _log.warning("%s changed, and could not be played", source.folder, exc_info=True)
