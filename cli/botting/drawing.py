"""The system's folder for caches, and that of a pack -> a gallery, whose process ends with the block."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.art.album import Album
from bot.art.gallery import Gallery
from bot.art.paint import Painter
from cli.cache import home

_MOST = 256 * 1024 * 1024  # bytes of pictures that are kept


@asynccontextmanager
async def drawing(folder: Path | None = None) -> AsyncIterator[Gallery]:
    """Draw, with the pictures of the pack in *folder*; where nothing can be kept, only while it lasts."""
    with tempfile.TemporaryDirectory(prefix="reve-") as passing:
        painter = Painter(_album(Path(passing)))
        try:
            yield Gallery(painter, () if folder is None else (folder,))
        finally:
            await painter.close()


def _album(passing: Path) -> Album:
    try:
        return Album(home() / "reve" / "cards", _MOST)
    except OSError:
        return Album(passing, _MOST)
