"""Cards of the default game -> what drawing one costs, and how long the event loop stands still meanwhile.

The baseline draws an empty picture of the same size with the same letters: what resvg needs to do anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.frame import Verdict, race
from bot.art.album import Album
from bot.art.card import card, picture
from bot.art.draw import draw
from bot.art.foot import foot
from bot.art.frame import HIGH, WIDE
from bot.art.paint import Painter
from bot.art.sheet import sheet
from engine.view.face import Face
from tests.bot.art.faces import faces

CARDS = 40
PAGE = 8
MOST_EACH = 0.030
MOST_STALL = 0.050
BEAT = 0.002


def measure(count: int | None) -> Verdict:
    """Draw so many cards here, then others elsewhere under a loop that is listened to."""
    game = faces()
    some = [*islice(game, 0, None, max(1, len(game) // (count or CARDS)))]
    drawn = race(
        lambda: [draw(card(face)) for face in some], lambda: [draw(_bare(face)) for face in some], rounds=3
    )
    each = drawn.ours / len(some)
    page = race(lambda: draw(sheet(some[:PAGE])), lambda: draw(card(some[0])), rounds=3)
    stall, quiet = asyncio.run(_stalls([card(face) for face in some]))
    print(f"  a page of {PAGE}: {page.ours * 1000:.1f} ms, {page.ratio:.1f} cards' worth")
    print(
        f"  longest stop of the event loop: {stall * 1000:.1f} ms; with nothing to draw {quiet * 1000:.1f} ms"
    )
    figure = f"{each * 1000:.1f} ms of a processor each, stops of {stall * 1000:.1f} ms"
    return Verdict(figure, drawn.ratio, each < MOST_EACH and stall < MOST_STALL)


def _bare(face: Face) -> str:
    return picture(foot(face, "#808080"), WIDE, HIGH)


async def _stalls(pictures: list[str]) -> tuple[float, float]:
    """Return the longest stop while pictures are drawn, and while nothing is."""
    with TemporaryDirectory() as folder:
        painter = Painter(Album(Path(folder), 1 << 26))
        quiet = await _listened(asyncio.sleep(0.5))
        loud = await _listened(asyncio.gather(*map(painter.paint, pictures)))
        await painter.close()
    return loud, quiet


async def _listened(work: Awaitable[object]) -> float:
    """Return the longest time between two beats that were to come at once, until *work* is done."""
    task = asyncio.ensure_future(work)
    longest, before = 0.0, perf_counter()
    while not task.done():
        await asyncio.sleep(BEAT)
        now = perf_counter()
        longest, before = max(longest, now - before - BEAT), now
    task.result()
    return longest
