"""Pages are asked of the database once, until a refresh or a departure changes them."""

from __future__ import annotations

import asyncio

from engine.live.cache.cache import Cache
from engine.live.rank.boards import Boards, Line, Page
from engine.live.rank.kept import Pages
from engine.live.rank.needed import asks_places
from tests.play import ruleset
from tests.rules.lower.test_rankings import PACK


class Counted(Boards):
    """Tables without a database, which count how often they are asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def page(
        self, world: int, board: str, guild: int = 0, number: int = 0, me: int = 0, size: int = 10
    ) -> Page:
        """Return a page that says how often one was asked for."""
        self.asked += 1
        line = Line(1, me, 100 + me, self.asked)
        return Page([line], world + guild + number + size, line if board == "wealth" else None)


def test_a_page_is_asked_for_once_until_it_changes() -> None:
    async def run() -> None:
        boards = Counted()
        pages = Pages(boards, Cache({"wealth": 300.0}))
        first = await pages.page(0, "wealth", me=1)
        assert first == Page([Line(1, 1, 101, 1)], 10, Line(1, 1, 101, 1))
        assert await pages.page(0, "wealth", me=1) == first
        assert (await pages.page(0, "season:1", me=2)).own is None
        assert boards.asked == 2
        await pages.changed()
        assert (await pages.page(0, "wealth", me=1)).lines[0].score == 3

    asyncio.run(run())


def test_programs_that_ask_for_a_place_are_known_also_through_formulas() -> None:
    rules = ruleset(PACK)

    asking = [
        name for name, program in sorted(rules.programs.items()) if asks_places(program, rules.catalogue)
    ]
    assert asking == ["feast", "month", "remember", "season_prize"]
    assert not asks_places(
        ruleset(PACK.replace("that: is_rich", "that: gold > 3")).programs["feast"], rules.catalogue
    )
