"""A store and a player -> what he can see of it at once: himself, who is known by name, offers that stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.active import Active
from engine.live.command import Command
from engine.live.group import parties
from engine.live.objects import Objects
from engine.live.store.protocol import Store
from engine.live.store.schema import object_, person
from engine.live.task import Task
from engine.state import Cells
from rules.program.moment import Moment
from rules.program.slot import BELONGINGS

_MOST = 200  # others, and offers


@dataclass(frozen=True, slots=True)
class Around:
    """All by number: *players* and *offers* as they are, what players are *called*, whose accounts."""

    me: int
    moment: Moment
    players: Mapping[int, Cells]
    offers: Mapping[int, Cells]
    called: Mapping[int, str]
    owners: Mapping[int, int]


async def around(store: Store, active: Active, asked: Command) -> Around:
    """Look at a store as one who asks would; nothing is locked."""
    task = Task(asked)
    task.under(active)
    task.numbered(active, await store.resolve(task.names))
    async with store.reader.connect() as connection:
        called = await _called(connection, asked.world)
        standing = await _standing(connection, asked.world)
    wanted = {task.me, *called, *standing, *task.shared.values()}
    async with store.transaction() as group:
        stored = await group.read(sorted(wanted))
        met = parties(active, [stored[number] for number in standing if number in stored], gathering=True)
        stored |= await group.read(sorted(met - wanted))
        now = group.begun.now
    objects = Objects(active, stored, frozenset(stored))
    sight = objects.sight(task, max(now, stored[task.me].time))
    scopes = {number: each.stored.name for number, each in objects.held.items()}
    others = [number for number, name in scopes.items() if name.scope == "player" and number != task.me]
    return Around(
        task.me,
        sight.moment,
        {task.me: sight.cells, **{number: sight.moment.players[number] for number in others}},
        {number: objects.held[number].cells for number in standing if number in objects.held},
        called,
        {number: name.owner for number, name in scopes.items()},
    )


async def _called(connection: AsyncConnection, world: int) -> dict[int, str]:
    wanted = select(person.c.object, person.c.name).join(object_, object_.c.id == person.c.object)
    named = wanted.where(person.c.name != "", object_.c.world == world).order_by(person.c.object)
    return {row.object: row.name for row in await connection.execute(named.limit(_MOST))}


async def _standing(connection: AsyncConnection, world: int) -> list[int]:
    offers = (object_.c.scope.not_in(BELONGINGS), object_.c.world == world, object_.c.over.is_(False))
    wanted = select(object_.c.id).where(*offers).order_by(object_.c.id.desc()).limit(_MOST)
    return sorted((await connection.execute(wanted)).scalars())
