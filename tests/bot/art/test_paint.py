"""Pictures as SVG -> PNG drawn once, elsewhere, and kept within a bound."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bot.art.album import Album
from bot.art.card import picture
from bot.art.draw import draw
from bot.art.paint import Busy, Painter

MOST = 1 << 20
PICTURES = [picture(f'<rect width="{at}" height="9" fill="red"/>', 20, 20) for at in range(9)]


def run(folder: Path, use: Callable[[Painter], Awaitable[object]], most: int = 64) -> object:
    """Return what is done with a painter, which is closed then."""

    async def done() -> object:
        painter = Painter(Album(folder, MOST), most)
        try:
            return await use(painter)
        finally:
            await painter.close()

    return asyncio.run(done())


def test_what_is_painted_elsewhere_is_what_is_drawn_here(tmp_path: Path) -> None:
    found = run(tmp_path, lambda painter: asyncio.gather(*map(painter.paint, PICTURES[:3])))

    assert found == [draw(each) for each in PICTURES[:3]]


def test_a_picture_is_drawn_once_however_many_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    async def here(_: Painter, __: object, svg: str) -> bytes:
        await asyncio.sleep(0)
        drawn.append(svg)
        return b"picture"

    monkeypatch.setattr(Painter, "_elsewhere", here)
    run(tmp_path, lambda painter: asyncio.gather(*(painter.paint(PICTURES[0]) for _ in range(9))))
    run(tmp_path, lambda painter: painter.paint(PICTURES[0]))

    assert drawn == PICTURES[:1]


def test_who_stops_waiting_spoils_nothing_for_others(tmp_path: Path) -> None:
    async def used(painter: Painter) -> bytes:
        one, other = (asyncio.ensure_future(painter.paint(PICTURES[0])) for _ in range(2))
        await asyncio.sleep(0.01)
        one.cancel()
        return await other

    assert run(tmp_path, used) == draw(PICTURES[0])


def test_too_many_at_once_are_turned_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = asyncio.Event()

    async def waits(_: Painter, __: object, svg: str) -> bytes:
        await gate.wait()
        return svg.encode()

    async def used(painter: Painter) -> list[object]:
        asked = [asyncio.ensure_future(painter.paint(each)) for each in PICTURES[:3]]
        done, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_EXCEPTION)
        gate.set()
        return [type(each.exception()) for each in done]

    monkeypatch.setattr(Painter, "_elsewhere", waits)

    assert run(tmp_path, used, most=2) == [Busy]


def test_a_process_that_was_ended_is_started_again(tmp_path: Path) -> None:
    async def used(painter: Painter) -> bytes:
        await painter.paint(PICTURES[0])
        pool = painter._pool
        assert pool is not None
        (process,) = pool._processes.values()
        process.terminate()
        process.join()
        return await painter.paint(PICTURES[1])

    assert run(tmp_path, used) == draw(PICTURES[1])


def test_a_picture_that_ends_who_draws_it_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ended(*_: object) -> bytes:
        raise BrokenProcessPool

    monkeypatch.setattr(Painter, "_handed", ended)

    assert run(tmp_path, lambda painter: painter.redraw(b"picture")) is None


def test_an_album_throws_out_what_nobody_has_looked_at_for_longest(tmp_path: Path) -> None:
    album = Album(tmp_path, 1000)
    for at, svg in enumerate("abcd"):
        album.put(svg, b"x" * 240)
        os.utime(album._path(svg), (at, at))
    assert album.get("a") is not None

    album.put("e", b"x" * 240)

    assert [svg for svg in "abcde" if album.get(svg) is not None] == ["a", "d", "e"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


def test_an_album_knows_what_it_held_before(tmp_path: Path) -> None:
    Album(tmp_path, 1000).put("a", b"picture")

    assert Album(tmp_path, 1000).get("a") == b"picture"
    assert Album(tmp_path, 1000).get("b") is None


def test_what_is_larger_than_the_album_is_not_kept(tmp_path: Path) -> None:
    album = Album(tmp_path, 10)
    album.put("a", b"x" * 11)

    assert list(tmp_path.iterdir()) == []
