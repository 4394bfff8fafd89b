"""Scores -> boards, pages of them, and where a player stands; even scores share a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.query import insert, reading
from engine.live.rank.score import Score
from engine.live.store.schema import member, object_, ranking

PAGE = 10
EVERYWHERE = 0  # in place of a guild


_other = ranking.alias()
_same = [_other.c[word] == ranking.c[word] for word in ("world", "name", "place")]
_AHEAD = select(func.count()).select_from(_other).where(*_same, _other.c.score > ranking.c.score)
_PLACE = _AHEAD.correlate(ranking).scalar_subquery() + 1
_PLACED = select(_PLACE, ranking.c.player, object_.c.owner, ranking.c.score).join(
    object_, object_.c.id == ranking.c.player
)


class Line(NamedTuple):
    """One line of a board: *player* is an object, *owner* who he is in Discord."""

    place: int
    player: int
    owner: int
    score: int


class Page(NamedTuple):
    """One page of a board, how many there are, and the line of whoever asks, wherever that is."""

    lines: list[Line]
    total: int
    own: Line | None = None


class Boards:
    """All boards of a database: of each world, and of each of its guilds."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Know where they are kept."""
        self.engine = engine

    async def write(self, scores: Iterable[Score]) -> None:
        """Write scores, in a player's world and the guilds where he has played; none in place of a newer."""
        known = list(scores)
        if not known:
            return
        async with self.engine.begin() as connection:
            players = sorted({each.player for each in known})
            asked = select(member.c.player, member.c.guild).where(member.c.player.in_(players))
            guilds: dict[int, list[int]] = {}
            for player, guild in await connection.execute(asked):
                guilds.setdefault(player, []).append(guild)
            rows = [
                {"world": each.world, "name": each.board, "place": guild, **_scored(each)}
                for each in known
                for guild in (EVERYWHERE, *guilds.get(each.player, ()))
            ]
            new = insert(connection, ranking)
            known_before = [ranking.c[name] for name in ("world", "name", "place", "player")]
            later = new.excluded.at >= ranking.c.at
            written = {"score": new.excluded.score, "at": new.excluded.at}
            ordered = sorted(rows, key=lambda row: (row["world"], row["name"], row["place"], row["player"]))
            upsert = new.on_conflict_do_update(index_elements=known_before, set_=written, where=later)
            await connection.execute(upsert, ordered)

    async def meet(self, met: Collection[tuple[int, int]], now: int) -> None:
        """Note that players have played in guilds: (player, guild), both objects."""
        if not met:
            return
        rows = [{"player": player, "guild": guild, "first_seen": now} for player, guild in sorted(met)]
        async with self.engine.begin() as connection:
            await connection.execute(insert(connection, member).on_conflict_do_nothing(), rows)

    async def leave(self, player: int) -> None:
        """Take a player out of every board."""
        async with self.engine.begin() as connection:
            await connection.execute(delete(ranking).where(ranking.c.player == player))

    async def page(
        self, world: int, board: str, guild: int = EVERYWHERE, number: int = 0, me: int = 0, size: int = PAGE
    ) -> Page:
        """Return one page, from 0, and the line of *me*; who are even stand in the order of their numbers."""
        here = and_(ranking.c.world == world, ranking.c.name == board, ranking.c.place == guild)
        placed = _PLACED.where(here)
        of_page = placed.order_by(ranking.c.score.desc(), ranking.c.player).limit(size).offset(number * size)
        everybody = select(func.count()).select_from(ranking).where(here)
        async with reading(self.engine) as connection:
            total = (await connection.execute(everybody)).scalar_one()
            lines = [Line(*row) for row in await connection.execute(of_page)]
            mine = (await connection.execute(placed.where(ranking.c.player == me))).first()
        return Page(lines, total, Line(*mine) if mine is not None else None)

    async def places(self, player: int) -> Mapping[tuple[str, int], int]:
        """Return where a player stands in his world, by ranking and period (0 where none are kept).

        This is what a command's `Moment.places` are, and what its receipt says that it saw.
        """
        asked = select(ranking.c.name, _PLACE).where(
            ranking.c.player == player, ranking.c.place == EVERYWHERE
        )
        async with reading(self.engine) as connection:
            rows = (await connection.execute(asked)).all()
        found = {}
        for board, place in rows:
            name, _, period = board.partition(":")
            found[name, int(period or 0)] = place
        return found


def _scored(each: Score) -> dict[str, int]:
    return {"player": each.player, "score": each.score, "at": each.at}
