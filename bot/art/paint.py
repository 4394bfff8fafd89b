"""Pictures as SVG, many at once -> PNG, each drawn once, in a process of its own, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from bot.art.album import Album
from bot.art.draw import draw
from bot.art.own import redrawn

A = TypeVar("A")
B = TypeVar("B")

AT_ONCE = 64  # pictures that may wait; whoever comes later is answered without one


class Busy(Exception):  # noqa: N818 - a state that is told to the player, no defect
    """Too many pictures are waiting to be drawn."""


class Painter:
    """Draw without ever holding the event loop: `draw` holds Python's lock, so no thread would do."""

    def __init__(self, album: Album, most: int = AT_ONCE) -> None:
        """Begin with no process; it starts with the first picture that is not in the album."""
        self._album = album
        self._most = most
        self._drawing: dict[str, asyncio.Future[bytes]] = {}
        self._pool: ProcessPoolExecutor | None = None

    async def paint(self, svg: str) -> bytes:
        """Return the picture; who asks for what is being drawn already waits for that."""
        known = await asyncio.to_thread(self._album.get, svg)
        if known is not None:
            return known
        under_way = self._drawing.get(svg)
        if under_way is None:
            if len(self._drawing) >= self._most:
                raise Busy
            under_way = self._drawing[svg] = asyncio.ensure_future(self._drawn(svg))
            under_way.add_done_callback(lambda _: self._drawing.pop(svg))
        return await asyncio.shield(under_way)

    async def close(self) -> None:
        """End the process, once it has drawn what it is drawing."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def redraw(self, file: bytes) -> bytes | None:
        """Return a picture of anybody's, drawn anew; None where it is none or ends who draws it."""
        try:
            return await self._elsewhere(redrawn, file)
        except BrokenProcessPool:
            return None

    async def _drawn(self, svg: str) -> bytes:
        png = await self._elsewhere(draw, svg)
        await asyncio.to_thread(self._album.put, svg, png)
        return png

    async def _elsewhere(self, work: Callable[[A], B], what: A) -> B:
        """Do it in the process; if somebody ended that, in the next one, which has never seen it."""
        try:
            return await self._handed(work, what)
        except BrokenProcessPool:
            self._pool = None
            return await self._handed(work, what)

    async def _handed(self, work: Callable[[A], B], what: A) -> B:
        """Hand it over; that may start the process, which takes too long for the event loop."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        return await asyncio.wrap_future(await asyncio.to_thread(self._pool.submit, work, what))
