"""A player -> nobody: what is personal is gone, what he did stays under a number that leads nowhere."""

from __future__ import annotations

from secrets import randbits
from typing import NamedTuple

from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.fair.alone import exclusive
from engine.live.people.audit import noted
from engine.live.people.find import Self, selves
from engine.live.people.rename import rename
from engine.live.store.protocol import Store
from engine.live.store.schema import audit, member, notice, object_, person, ranking

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
    now = await _now(store)
    async with exclusive(store) as line:
        found = [await _forget(line, me) for me in await selves(line, owner)]
        for each in found:
            await noted(line, now, actor, "erase", each.number, f"{each.requests} requests")
    return found


async def move(store: Store, owner: int, account: int, actor: str) -> list[Erased]:
    """Let a player go on under another account; raise `TakenError` where that plays already."""
    now = await _now(store)
    async with exclusive(store) as line:
        if await selves(line, account):
            raise TakenError(f"`{account}` plays already; nobody can be two players")
        found = []
        for me in await selves(line, owner):
            count = await rename(line, me.number, account, quietly=False)
            await noted(line, now, actor, "move", me.number, f"{count} requests")
            found.append(Erased(me.world, me.number, count))
    return found


async def _forget(line: AsyncConnection, me: Self) -> Erased:
    number = me.number
    count = await rename(line, number, _BEYOND | randbits(62), quietly=True)
    for table, column in (
        (person, person.c.object),
        (ranking, ranking.c.player),
        (member, member.c.player),
        (notice, notice.c.player),
    ):
        await line.execute(delete(table).where(column == number))
    await line.execute(insert(person).values(object=number, erased=True))  # so that he is in no ranking again
    await line.execute(update(object_).where(object_.c.id == number).values(seed=""))
    await line.execute(update(audit).where(audit.c.target == str(number)).values(detail=""))
    return Erased(me.world, number, count)


async def _now(store: Store) -> int:
    async with store.transaction() as group:
        return group.begun.now
