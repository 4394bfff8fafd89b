"""A receipt -> what has to flow back so that nothing of it is left, or why that cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.ledger.entry import NOBODY
from engine.live.correct.word import COLLECT, CORRECTIONS
from engine.live.query import reading
from engine.live.retire import ACTION as RETIRE
from engine.live.store.protocol import Entry, Store
from engine.live.store.schema import entry, object_, receipt

Move = tuple[int, int, int, int, int]  # slot, key, amount, source, target
_PLAYER = "player"


class Flow(NamedTuple):
    """What flows back from a receipt of *owner*: from its last entry to its first."""

    receipt: str
    position: int
    world: int
    owner: int
    player: int
    moves: tuple[Move, ...]


class FlowError(Exception):
    """A receipt that cannot be reverted, whatever players have."""


async def flow(store: Store, name: str) -> Flow:
    """Return what has to flow back: entries are never changed, so that this is true for ever.

    What an offer paid out flows back to whoever had put it in. Raises `FlowError`.
    """
    async with reading(store.engine) as connection:
        wanted = select(receipt, object_.c.owner).join(object_, object_.c.id == receipt.c.player)
        row = (await connection.execute(wanted.where(receipt.c.id == name))).first()
        if row is None:
            raise FlowError(f"there is no receipt `{name}`")
        if row.action in {*CORRECTIONS, COLLECT, RETIRE}:
            raise FlowError(f"receipt `{name}` is of `{row.action}`, which is not reverted; grant instead")
        booked = select(entry).where(entry.c.receipt == name).order_by(entry.c.number.desc())
        entries = [Entry(*each) for each in await connection.execute(booked)]
        if not entries:
            raise FlowError(f"receipt `{name}` moved nothing")
        scopes = await _scopes(connection, {at for each in entries for at in (each.source, each.target)})
        back = [each async for each in _back(connection, row.position, entries, scopes)]
        for number, scope in (await _scopes(connection, {move[4] for move in back})).items():
            if scope != _PLAYER:
                raise FlowError(f"part of it would flow back to `{scope}` {number}")
    return Flow(name, row.position, row.world, row.owner, row.player, tuple(back))


async def _scopes(connection: AsyncConnection, accounts: Collection[int]) -> dict[int, str]:
    wanted = select(object_.c.id, object_.c.scope).where(object_.c.id.in_(accounts))
    return {NOBODY: _PLAYER} | {row.id: row.scope for row in await connection.execute(wanted)}


async def _back(
    connection: AsyncConnection, position: int, entries: Sequence[Entry], scopes: Mapping[int, str]
) -> AsyncIterator[Move]:
    """Yield the entries the other way round; what came from an offer goes to those who had put it there."""
    paid = [(each.source, each.slot, each.key) for each in entries if scopes[each.source] != _PLAYER]
    lying = {where: await _putters(connection, position, *where) for where in dict.fromkeys(paid)}
    for each in entries:
        into = (each.target, each.slot, each.key)
        if into in lying:
            lying[into][each.source] = lying[into].get(each.source, 0) + each.amount
        elif scopes[each.target] != _PLAYER:
            there = f"`{scopes[each.target]}` {each.target}"
            raise FlowError(f"it put something into {there}; end that, or revert what came of it")
    for where, parts in lying.items():
        if sum(parts.values()) != sum(each.amount for each in entries if _from(each) == where):
            raise FlowError(f"it is not known who had put in what `{scopes[where[0]]}` {where[0]} paid out")
    for each in entries:
        if scopes[each.source] != _PLAYER:
            for putter, amount in _shared(lying[_from(each)], each.amount):
                yield each.slot, each.key, amount, each.target, putter
        elif scopes[each.target] == _PLAYER:
            yield each.slot, each.key, each.amount, each.target, each.source


def _from(each: Entry) -> tuple[int, int, int]:
    return each.source, each.slot, each.key


async def _putters(
    connection: AsyncConnection, position: int, offer: int, slot: int, key: int
) -> dict[int, int]:
    """Return how much of an asset each player had in an offer before a receipt."""
    wanted = (
        select(entry.c.source, entry.c.target, entry.c.amount)
        .join(receipt, receipt.c.id == entry.c.receipt)
        .where(or_(entry.c.source == offer, entry.c.target == offer))
        .where(entry.c.slot == slot, entry.c.key == key, receipt.c.position < position)
    )
    found: dict[int, int] = defaultdict(int)
    for source, target, amount in await connection.execute(wanted):
        found[source if target == offer else target] += amount if target == offer else -amount
    return {putter: amount for putter, amount in sorted(found.items()) if amount}


def _shared(lying: dict[int, int], amount: int) -> Iterator[tuple[int, int]]:
    """Take so much of what lies there, and yield whose it was."""
    for putter in list(lying):
        part = min(lying[putter], amount)
        if part > 0:
            lying[putter] -= part
            amount -= part
            yield putter, part
