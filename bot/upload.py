"""A file that somebody uploaded -> its picture, fetched within limits and drawn anew, or nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.picture import Studio

MOST_BYTES = 2 << 20
_SECONDS = 10.0
_PART = 1 << 16
_log = logging.getLogger(__name__)

# Where Discord keeps files; nothing is ever fetched from anywhere else, whatever a file says of itself.
ORIGINS = {"https://cdn.discordapp.com", "https://media.discordapp.net"}


class Uploads:
    """Fetch and draw; *session* is asked when something is fetched."""

    def __init__(self, session: Callable[[], aiohttp.ClientSession], studio: Studio | None) -> None:
        self._session = session
        self._studio = studio

    async def picture(self, attachment: dict[str, Any]) -> bytes | None:
        """Return a picture as PNG; None where the file is too large, too slow, elsewhere, or no picture."""
        size, url = attachment.get("size"), str(attachment.get("url") or "")
        if self._studio is None or not isinstance(size, int) or not 0 < size <= MOST_BYTES:
            return None
        if not is_discords(url):
            return None
        try:
            file = await self._fetched(url)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            _log.warning("an upload could not be fetched: %s", error)
            return None
        return await self._studio.redraw(file) if file else None

    async def _fetched(self, url: str) -> bytes:
        """Return what lies there, nothing where that is too much; who answers slowly is not waited for."""
        async with (
            asyncio.timeout(_SECONDS),
            self._session().get(url, allow_redirects=False) as answer,
        ):
            if answer.status != 200:  # noqa: PLR2004 - all is well
                return b""
            file = b""
            async for part in answer.content.iter_chunked(_PART):
                file += part
                if len(file) > MOST_BYTES:
                    return b""
            return file


def is_discords(url: str) -> bool:
    """Tell whether an address is one of Discord's own files."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return f"{parts.scheme}://{parts.netloc}" in ORIGINS and parts.path.startswith("/attachments/")
