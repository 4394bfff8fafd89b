"""What players say against something that is in the game -> what moderators are to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select, update

from engine.live.brought.submission import Submission
from engine.live.people.audit import noted
from engine.live.query import insert, reading
from engine.live.store.now import now_of
from engine.live.store.protocol import Name, Store
from engine.live.store.schema import object_
from engine.live.store.schema import report as table

MOST_TEXT = 300
_MOST = 25


class Report(NamedTuple):
    """Somebody's account, what he said, and when."""

    id: int
    submission: int
    owner: int
    text: str
    at: int


class Reports:
    """Take reports, and tell of them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def take(self, about: Submission, world: int, account: int, text: str) -> None:
        """Keep what somebody says; what he said of it before is replaced."""
        name = Name(world, "player", account)
        reporter = (await self._store.resolve([name]))[name]
        now = (await now_of(self._store)).now
        row = {
            "submission": about.id,
            "reporter": reporter,
            "text": text[:MOST_TEXT],
            "state": "open",
            "at": now,
        }
        async with self._store.engine.begin() as connection:
            made = insert(connection, table).values(row)
            again = {"text": row["text"], "state": "open", "at": now}
            known = [table.c.submission, table.c.reporter]
            await connection.execute(made.on_conflict_do_update(index_elements=known, set_=again))

    async def open(self) -> Sequence[tuple[int, int]]:
        """Return what there are open reports about, and how many, the most first."""
        count = func.count()
        wanted = select(table.c.submission, count).where(table.c.state == "open").group_by(table.c.submission)
        async with reading(self._store.engine) as connection:
            rows = await connection.execute(wanted.order_by(count.desc(), table.c.submission).limit(_MOST))
            return [(row[0], row[1]) for row in rows]

    async def about(self, submission: int) -> Sequence[Report]:
        """Return the open reports about one, the newest first."""
        wanted = (
            select(table.c.id, table.c.submission, object_.c.owner, table.c.text, table.c.at)
            .join(object_, object_.c.id == table.c.reporter)
            .where(table.c.submission == submission, table.c.state == "open")
        )
        async with reading(self._store.engine) as connection:
            return [
                Report(*row)
                for row in await connection.execute(wanted.order_by(table.c.at.desc()).limit(_MOST))
            ]

    async def close(self, about: Submission, actor: str) -> None:
        """Take the reports about one for settled."""
        now = (await now_of(self._store)).now
        mine = (table.c.submission == about.id, table.c.state == "open")
        async with self._store.engine.begin() as connection:
            await connection.execute(update(table).where(*mine).values(state="closed"))
            await noted(connection, now, actor, "brought.reports_closed", about.creator, about.name)
