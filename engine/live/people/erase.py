"""A player -> nobody: what is personal is gone, what he did stays under a number that leads nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import randbits
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.people.audit import noted
from engine.live.people.find import selves
from engine.live.people.rename import Renaming
from engine.live.store.alone import exclusive
from engine.live.store.now import now_of
from engine.live.store.protocol import Store
from engine.live.store.schema import (
    audit,
    member,
    notice,
    object_,
    person,
    purchase,
    ranking,
    report,
    submission,
)

_BEYOND = 1 << 62  # Discord gives no number so high before the year 2154


class Erased(NamedTuple):
    """A player who is forgotten in a world, and in how many requests he has a pseudonym now."""

    world: int
    number: int
    requests: int


class TakenError(Exception):
    """The other account plays already."""


async def erase(store: Store, owner: int, actor: str) -> list[Erased]:
    """Forget a player in all worlds; nobody who plays meanwhile sees half of it."""
    now, prepared = await _prepared(store, owner, 0)
    async with exclusive(store) as connection:
        for each in prepared:
            await each.finish(connection)
            await _forget(connection, each.number)
            await noted(connection, now, actor, "erase", each.number, f"{each.count} requests")
        return await _told(connection, prepared)


async def move(store: Store, owner: int, account: int, actor: str) -> list[Erased]:
    """Let a player go on under another account; raise `TakenError` where that plays already."""
    async with store.reader.connect() as connection:
        await _free(connection, account)
    now, prepared = await _prepared(store, owner, account)
    async with exclusive(store) as connection:
        await _free(connection, account)
        for each in prepared:
            await each.finish(connection)
            await _carry(connection, each.number, account)
            await noted(connection, now, actor, "move", each.number, f"{each.count} requests")
        return await _told(connection, prepared)


async def _prepared(store: Store, owner: int, account: int) -> tuple[int, list[Renaming]]:
    """Return the store's clock, and somebody in each of his worlds, to be renamed; 0: to anything."""
    now = (await now_of(store)).now
    async with store.reader.connect() as connection:
        found = await selves(connection, owner)
    made = [Renaming(each.number, account or _BEYOND | randbits(62), quietly=not account) for each in found]
    for each in made:
        await each.prepare(store)
    return now, made


async def _free(connection: AsyncConnection, account: int) -> None:
    if await selves(connection, account):
        raise TakenError(f"`{account}` plays already; nobody can be two players")


async def _forget(connection: AsyncConnection, number: int) -> None:
    for table, column in (
        (person, person.c.object),
        (ranking, ranking.c.player),
        (member, member.c.player),
        (notice, notice.c.player),
    ):
        await connection.execute(delete(table).where(column == number))
    # So that he is in no ranking again.
    await connection.execute(insert(person).values(object=number, erased=True))
    await connection.execute(update(object_).where(object_.c.id == number).values(seed=""))
    await _carry(connection, number, 0)
    personal = update(purchase).where(purchase.c.player == number).values(details="{}")
    await connection.execute(personal)
    await connection.execute(delete(report).where(report.c.reporter == number))
    written = submission.c.creator == number, submission.c.state != "live"
    # What is live is in the game by now, under no name but its own; what was not wanted yet is nobody's.
    await connection.execute(update(submission).where(*written).values(content="{}", note="", state="down"))
    await connection.execute(update(audit).where(audit.c.target == str(number)).values(detail=""))


async def _carry(connection: AsyncConnection, number: int, account: int) -> None:
    """Let purchases lead to another account, or to none: what was paid stays in the books."""
    owned = purchase.c.player == number
    await connection.execute(update(purchase).where(owned).values(account=account))


async def _told(connection: AsyncConnection, made: Sequence[Renaming]) -> list[Erased]:
    wanted = select(object_.c.id, object_.c.world).where(object_.c.id.in_([each.number for each in made]))
    worlds = {row.id: row.world for row in await connection.execute(wanted)}
    return [Erased(worlds[each.number], each.number, each.count) for each in made]
