"""A board -> its pages, from what is kept for as long as its ranking is not refreshed."""

from __future__ import annotations

from typing import Any

from engine.live.cache.cache import Cache
from engine.live.rank.boards import EVERYWHERE, PAGE, Boards, Line, Page

TAG = "rankings"  # what every page comes from; changed by a refresh, and when somebody leaves


class Pages:
    """The pages of all boards, each asked of the database once in a while."""

    def __init__(self, boards: Boards, cache: Cache) -> None:
        """Keep pages under the name of their ranking: its `refresh` says how long."""
        self.boards, self.cache = boards, cache

    async def page(
        self, world: int, board: str, guild: int = EVERYWHERE, number: int = 0, me: int = 0, size: int = PAGE
    ) -> Page:
        """Return what `Boards.page` does; everybody's page is one, with a line for each who asks."""
        ranking = board.partition(":")[0]

        async def make() -> list[Any]:
            found = await self.boards.page(world, board, guild, number, me, size)
            return [[list(line) for line in found.lines], found.total, found.own and list(found.own)]

        key = f"{world}/{board}/{guild}/{number}/{size}/{me}"
        lines, total, own = await self.cache.get(ranking, key, make, (TAG,))
        return Page([Line(*line) for line in lines], total, Line(*own) if own else None)

    async def changed(self) -> None:
        """Forget every page."""
        await self.cache.change(TAG)
