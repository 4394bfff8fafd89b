"""A store -> what players wrote, by whose it is, by how far it has come; and their next versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.brought.submission import NOTHING, Stage, Submission, submission
from engine.live.people.audit import noted
from engine.live.query import reading
from engine.live.store.now import now_of
from engine.live.store.protocol import Name, Store
from engine.live.store.schema import object_, report
from engine.live.store.schema import submission as table

MOST = 10  # that one player may have, those that were taken down aside
MOST_WAITING = 25  # that are told of at a time


class ManyError(Exception):
    """A player has as many as anybody may have."""


class ChangedError(Exception):
    """It is another by now than the one that was seen."""


class Submissions:
    """Read and write them."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def of(self, world: int, account: int) -> Sequence[Submission]:
        """Return those of a player that were not taken down, the oldest first."""
        mine = (object_.c.owner == account, table.c.world == world, table.c.state != Stage.DOWN)
        return await self._those(_ALL.where(*mine).order_by(table.c.id))

    async def one(self, number: int) -> Submission | None:
        """Return one."""
        found = await self._those(_ALL.where(table.c.id == number))
        return found[0] if found else None

    async def named(self, name: str) -> Submission | None:
        """Return the one of that id in the game."""
        found = await self._those(_ALL.where(table.c.name == name))
        return found[0] if found else None

    async def live(self) -> Sequence[Submission]:
        """Return all that are in the game."""
        return await self._those(_ALL.where(table.c.state == Stage.LIVE).order_by(table.c.id))

    async def waiting(self) -> Sequence[Submission]:
        """Return those that somebody is to look through, who waits longest first; also new versions."""
        wanted = _ALL.where(table.c.state.in_((Stage.SUBMITTED, Stage.LIVE))).order_by(table.c.changed)
        return [each for each in await self._those(wanted) if each.stage is Stage.SUBMITTED][:MOST_WAITING]

    async def begin(self, world: int, account: int, kind: str) -> Submission:
        """Return a new one of a player, of which nothing is written; raise `ManyError` where he has many."""
        name = Name(world, "player", account)
        creator = (await self.store.resolve([name]))[name]
        if len(await self.of(world, account)) >= MOST:
            raise ManyError
        now = (await now_of(self.store)).now
        made = Submission(0, world, creator, account, kind, "", 0, Stage.DRAFT, NOTHING, at=now, changed=now)
        columns = {"world": world, "creator": creator, "kind": kind, "version": 0, "state": Stage.DRAFT.value}
        async with self.store.engine.begin() as connection:
            row = {**columns, "name": f"?{creator}.{now}", "content": made.content, "at": now, "changed": now}
            number = (await connection.execute(insert(table).values(row).returning(table.c.id))).scalar_one()
            id_ = f"{kind}_{number}"
            await connection.execute(update(table).where(table.c.id == number).values(name=id_))
        return replace(made, id=int(number), name=id_)

    async def put(self, made: Submission, actor: str, did: str, detail: str = "") -> Submission:
        """Write the next version, and who did what; raise `ChangedError` where another was written since."""
        now = (await now_of(self.store)).now
        made = replace(made, version=made.version + 1, changed=now)
        columns = {
            "version": made.version, "state": made.state.value, "content": made.content,
            "note": made.note, "changed": now,
        }  # fmt: skip
        async with self.store.engine.begin() as connection:
            seen = (table.c.id == made.id, table.c.version == made.version - 1)
            changed = await connection.execute(update(table).where(*seen).values(columns))
            if not changed.rowcount:
                raise ChangedError
            await self._note(connection, made, actor, did, detail)
        return made

    async def drop(self, gone: Submission, actor: str) -> None:
        """Forget one that was never in the game; raise `ChangedError` where it is another by now."""
        async with self.store.engine.begin() as connection:
            await connection.execute(delete(report).where(report.c.submission == gone.id))
            same = (table.c.id == gone.id, table.c.version == gone.version)
            if not (await connection.execute(delete(table).where(*same))).rowcount:
                raise ChangedError
            await self._note(connection, gone, actor, "drop", "")

    async def _note(
        self, connection: AsyncConnection, about: Submission, actor: str, did: str, detail: str
    ) -> None:
        said = f"{about.name} version {about.version} {detail}".strip()
        await noted(connection, about.changed, actor, f"brought.{did}", about.creator, said)

    async def _those(self, wanted: Select[tuple[object, ...]]) -> list[Submission]:
        async with reading(self.store.engine) as connection:
            return [submission(row) for row in await connection.execute(wanted)]


_ALL = select(table, object_.c.owner).join(object_, object_.c.id == table.c.creator)
