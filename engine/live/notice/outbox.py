"""The notices of a database: leased in order, one at a time for each player; then sent, dropped or kept."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.notice.letter import Letter
from engine.live.query import reading
from engine.live.store.schema import notice, object_, person

_ERROR = 500  # characters of an error that are kept
_ASKED = select(
    *(
        notice.c[name]
        for name in ("id", "receipt", "number", "player", "topic", "values", "due", "tries", "state")
    ),
    object_.c.world,
    object_.c.owner,
).join(object_, object_.c.id == notice.c.player)


class Outbox:
    """What is to be told, and what was."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Know where it is kept."""
        self.engine = engine

    async def lease(self, now: int, until: int, most: int) -> list[Letter]:
        """Take notices that are due, of each player the first; nobody else gets them *until* then."""
        earlier, erased = notice.alias(), select(person.c.object).where(person.c.erased)
        before = or_(
            earlier.c.due < notice.c.due, and_(earlier.c.due == notice.c.due, earlier.c.id < notice.c.id)
        )
        first = ~exists().where(
            earlier.c.player == notice.c.player, earlier.c.state == "waiting", earlier.c.due <= now, before
        )
        waits = and_(notice.c.state == "waiting", notice.c.due <= now, notice.c.next_at <= now)
        free = and_(waits, notice.c.leased_until <= now, first, notice.c.player.not_in(erased))
        asked = select(notice.c.id).where(free).order_by(notice.c.due, notice.c.id).limit(most)
        async with self.engine.begin() as connection:
            ids = (await connection.execute(asked.with_for_update(skip_locked=True))).scalars().all()
            if not ids:
                return []
            taken = {"leased_until": until, "tries": notice.c.tries + 1}
            await connection.execute(update(notice).where(notice.c.id.in_(ids), free).values(taken))
            mine = _ASKED.where(notice.c.id.in_(ids), notice.c.leased_until == until)
            rows = (await connection.execute(mine.order_by(notice.c.due, notice.c.id))).all()
        return [_letter(row) for row in rows]

    async def sent(self, letter: Letter, now: int) -> None:
        """Note that a notice was brought."""
        await self._note(letter, state="sent", sent_at=now, error="")

    async def dropped(self, letter: Letter, why: str) -> None:
        """Note that nobody wants a notice any more."""
        await self._note(letter, state="dropped", error=why)

    async def boxed(self, letter: Letter) -> None:
        """Keep a notice for a player who takes no messages."""
        await self._note(letter, state="boxed", error="")

    async def again(self, letter: Letter, at: int, error: str) -> None:
        """Let a notice be sent again later."""
        await self._note(letter, next_at=at, leased_until=0, error=error[:_ERROR])

    async def failed(self, letter: Letter, error: str) -> None:
        """Give up to send a notice."""
        await self._note(letter, state="failed", error=error[:_ERROR])

    async def _note(self, letter: Letter, **values: int | str) -> None:
        """Write what became of a notice, unless a later one has taken its place meanwhile."""
        same = and_(
            notice.c.id == letter.id, notice.c.receipt == letter.receipt, notice.c.number == letter.number
        )
        same = and_(same, notice.c.state == "waiting", notice.c.tries == letter.tries)
        async with self.engine.begin() as connection:
            await connection.execute(update(notice).where(same).values(values))

    async def figures(self) -> dict[str, int]:
        """Return how many notices are in each state."""
        asked = select(notice.c.state, func.count()).group_by(notice.c.state)
        async with reading(self.engine) as connection:
            return {row[0]: row[1] for row in await connection.execute(asked)}

    async def inbox(self, player: int, *, all_: bool = False, most: int = 10, skip: int = 0) -> list[Letter]:
        """Return what a player was not brought, the newest first; with *all_* also what he has read."""
        states = ("boxed", "failed", "read") if all_ else ("boxed", "failed")
        asked = _ASKED.where(notice.c.player == player, notice.c.state.in_(states))
        newest = asked.order_by(notice.c.due.desc(), notice.c.id.desc()).limit(most).offset(skip)
        async with reading(self.engine) as connection:
            return [_letter(row) for row in await connection.execute(newest)]

    async def read(self, player: int, ids: Collection[int] | None = None) -> int:
        """Note that a player has read what was kept for him, or all of it; return how many there were."""
        his = [notice.c.player == player, notice.c.state.in_(("boxed", "failed"))]
        if ids is not None:
            his.append(notice.c.id.in_(sorted(ids)))
        async with self.engine.begin() as connection:
            return (await connection.execute(update(notice).where(*his).values(state="read"))).rowcount


def _letter(row: Row[*tuple[Any, ...]]) -> Letter:
    said = row._mapping  # noqa: SLF001 - `values` is a column, and a method of rows too
    return Letter(
        row.id,
        row.receipt,
        row.number,
        row.player,
        row.world,
        row.owner,
        row.topic,
        json.loads(said[notice.c["values"]]),
        row.due,
        row.tries,
        row.state,
    )
