"""A player -> what he has, owes and may do, by the names of his game; and his receipts, the last first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from engine.live.active import Active
from engine.live.codec import UNSET
from engine.live.content import ready
from engine.live.correct.collect import owed
from engine.live.objects import Objects
from engine.live.people.find import selves
from engine.live.reply import Reply, read
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Store
from engine.live.store.schema import audit, person, receipt
from engine.state import State

MOST = 20  # receipts


@dataclass(frozen=True, slots=True)
class Seen:
    """A player in one world; *has* is what is not as in the beginning, *owes* what he owes, by name."""

    world: int
    number: int
    name: str
    version: int
    time: int
    banned: int
    has: dict[str, Any] = field(default_factory=dict)
    owes: dict[str, int] = field(default_factory=dict)
    notes: Sequence[tuple[int, str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A receipt: what was asked, and what was answered."""

    action: str
    asked: dict[str, Any]
    reply: Reply


async def look(store: Store, owner: int) -> list[Seen]:
    """Return a player, world by world."""
    ruleset = (await now_of(store)).ruleset
    active = await ready(store, await Rulesets(store.engine).ruleset(ruleset), ruleset)
    async with store.reader.connect() as connection:
        found = await selves(connection, owner)
    return [await _seen(store, active, each.number) for each in found]


async def _seen(store: Store, active: Active, number: int) -> Seen:
    async with store.transaction() as group:
        stored = (await group.read([number]))[number]
    async with store.reader.connect() as connection:
        called = (await connection.execute(select(person.c.name).where(person.c.object == number))).scalar()
        noted = select(audit.c.at, audit.c.actor, audit.c.action, audit.c.detail)
        notes = await connection.execute(noted.where(audit.c.target == str(number)).order_by(audit.c.id))
        rows = [(row.at, row.actor, row.action, row.detail) for row in notes]
    held = Objects(active, {number: stored}, frozenset([number])).get(number)
    cells = [
        begun if cell is UNSET else cell
        for cell, begun in zip(held.cells, active.codec.template, strict=True)
    ]
    has = State(active.ruleset.catalogue, cells).named()
    called_by = {code: word for word, code in active.codec.numbers.items()}
    owes = {called_by[key][1]: amount for (_, key), amount in owed(active, stored).items()}
    return Seen(
        stored.name.world, number, called or "", stored.version, stored.time, stored.banned, has, owes, rows
    )


async def receipts(store: Store, owner: int, most: int = MOST) -> list[Told]:
    """Return the last receipts of a player in all worlds."""
    async with store.reader.connect() as connection:
        numbers = [each.number for each in await selves(connection, owner)]
        wanted = select(receipt).where(receipt.c.player.in_(numbers))
        rows = (await connection.execute(wanted.order_by(receipt.c.position.desc()).limit(most))).all()
    replies = [read(row.id, row.outcome, row.time, row.reply) for row in rows]
    return [Told(row.action, json.loads(row.request), each) for row, each in zip(rows, replies, strict=True)]
