"""A database -> what is wrong with it: its file, balances and ledger, hashes, versions, holdings below 0."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from sqlalchemy import Select, func, select, text, union_all
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.ledger.hash import moved, of_cell
from engine.live.store.moment import one_moment
from engine.live.store.protocol import Store
from engine.live.store.schema import cell, entry, holding, leaf, object_, receipt

_ROWS = 5_000
_MOST = 20  # findings of one sort


async def findings(store: Store) -> list[str]:
    """Return what is wrong with the state and its history, at one moment; nothing, where all is sound."""
    async with one_moment(store) as connection:
        if torn := await _torn(connection):
            return torn
        return [
            *await _drift(connection),
            *[each async for each in _hashes(connection)],
            *await _orphans(connection),
        ]


async def _torn(connection: AsyncConnection) -> list[str]:
    """Have SQLite look through its file, every page of it; a server takes care of its own."""
    if connection.dialect.name != "sqlite":
        return []
    try:
        found = await connection.execute(text(f"PRAGMA integrity_check({_MOST})"))
    except DatabaseError as error:
        return [f"the file is damaged: {error.orig}"]
    return [f"the file is damaged: {said}" for (said,) in found if said != "ok"]


async def _drift(connection: AsyncConnection) -> list[str]:
    """Hold what everybody has against what was booked."""
    parts = union_all(
        select(entry.c.target.label("object"), entry.c.slot, entry.c.key, entry.c.amount.label("amount")),
        select(entry.c.source.label("object"), entry.c.slot, entry.c.key, (-entry.c.amount).label("amount")),
        select(holding.c.object, holding.c.slot, holding.c.key, (-holding.c.amount).label("amount")),
    ).subquery()
    total = func.sum(parts.c.amount)
    wrong: Select[Any] = (
        select(parts.c.object, parts.c.slot, parts.c.key, total)
        .where(parts.c.object != 0)
        .group_by(parts.c.object, parts.c.slot, parts.c.key)
        .having(total != 0)
        .order_by(parts.c.object, parts.c.slot, parts.c.key)
        .limit(_MOST)
    )
    return [
        f"object {object_id}: the ledger has {int(amount):+d} more of asset {slot}/{key} than it holds"
        for object_id, slot, key, amount in await connection.execute(wrong)
    ]


async def _hashes(connection: AsyncConnection) -> AsyncIterator[str]:
    """Work out the hash of every object again."""
    held = select(holding.c.object, holding.c.slot, holding.c.key, holding.c.putter, holding.c.amount)
    kept = select(cell.c.object, cell.c.slot, cell.c.key, cell.c.slot * 0, cell.c.value)
    rows = union_all(held, kept).order_by("object")
    sums: dict[int, int] = {}
    async for part in (await connection.stream(rows.execution_options(yield_per=_ROWS))).partitions():
        for number, slot, key, putter, value in part:
            sums[number] = moved(sums.get(number, 0), 0, of_cell(slot, key, putter, value))
    known = await connection.stream(select(object_.c.id, object_.c.hash).execution_options(yield_per=_ROWS))
    async for part in known.partitions():
        for each in _differing(part, sums):
            yield each


def _differing(rows: Any, sums: Mapping[int, int]) -> Iterator[str]:
    for number, kept in rows:
        if int.from_bytes(kept, "big") != sums.get(number, 0):
            yield f"object {number}: what it has is not what its hash says"


async def _orphans(connection: AsyncConnection) -> list[str]:
    """Look for rows that speak of receipts that are not there."""
    lost = (
        select(leaf.c.receipt)
        .outerjoin(receipt, receipt.c.id == leaf.c.receipt)
        .where(receipt.c.id.is_(None))
    )
    return [
        f"the log names receipt {name}, which is not there"
        for (name,) in await connection.execute(lost.limit(_MOST))
    ]
