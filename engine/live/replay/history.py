"""A store as it is at one moment -> its receipts by position, what they booked, and what objects have."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Column, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.moment import one_moment
from engine.live.store.protocol import Cell, Entry, Holding, Name, Receipt, Store, Stored
from engine.live.store.row import OBJECT, RECEIPT, receipt, stored
from engine.live.store.schema import cell, entry, holding, object_
from engine.live.store.schema import receipt as told

CHUNK = 1000
_RECEIPT = [told.c.position, *(told.c[name] for name in RECEIPT.split(", "))]
_OBJECT = [object_.c[name] for name in OBJECT.split(", ")]


class History:
    """What a store holds, by one connection that sees nothing of what is written meanwhile."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def forward(self) -> AsyncIterator[list[tuple[int, Receipt]]]:
        """Yield receipts by position, the first first."""
        page, after = _page(_RECEIPT).order_by(told.c.position), 0
        while rows := await self._rows(page.where(told.c.position > after)):
            after = rows[-1][0]
            yield [(row[0], receipt(row[1:])) for row in rows]

    async def backward(self) -> AsyncIterator[list[tuple[int, Receipt]]]:
        """Yield receipts by position, the last first."""
        page = _page(_RECEIPT).order_by(told.c.position.desc())
        rows = await self._rows(page)
        while rows:
            yield [(row[0], receipt(row[1:])) for row in rows]
            rows = await self._rows(page.where(told.c.position < rows[-1][0]))

    async def entries(self, receipts: Collection[str]) -> dict[str, list[Entry]]:
        """Return what receipts booked, in the order of their numbers."""
        found: dict[str, list[Entry]] = {name: [] for name in receipts}
        wanted = select(entry).where(entry.c.receipt.in_(receipts)).order_by(entry.c.receipt, entry.c.number)
        for row in await self._rows(wanted):
            found[row[0]].append(Entry(*row))
        return found

    async def names(self, numbers: Collection[int]) -> dict[int, Name]:
        """Return what objects are called."""
        columns = (object_.c.id, object_.c.world, object_.c.scope, object_.c.owner)
        rows = await self._rows(select(*columns).where(object_.c.id.in_(numbers)))
        return {row[0]: Name(*row[1:]) for row in rows}

    async def objects(self, only: int | None = None) -> AsyncIterator[list[Stored]]:
        """Yield objects by number as they are now."""
        page, after = _page(_OBJECT).order_by(object_.c.id), 0
        page = page if only is None else page.where(object_.c.id == only)
        while rows := await self._rows(page.where(object_.c.id > after)):
            upto = rows[-1][0]
            holdings = await self._parts(holding, after, upto)
            cells = await self._parts(cell, after, upto)
            yield [
                stored(
                    row,
                    [Holding(*each) for each in holdings.get(row[0], ())],
                    [Cell(*each) for each in cells.get(row[0], ())],
                )
                for row in rows
            ]
            after = upto

    async def _parts(self, table: Table, after: int, upto: int) -> dict[int, list[Sequence[Any]]]:
        found: dict[int, list[Sequence[Any]]] = {}
        for row in await self._rows(select(table).where(table.c.object > after, table.c.object <= upto)):
            found.setdefault(row[0], []).append(row[1:])
        return found

    async def _rows(self, wanted: Select[Any]) -> Sequence[Any]:
        found: Sequence[Any] = (await self._connection.execute(wanted)).all()
        return found


@asynccontextmanager
async def history(store: Store) -> AsyncIterator[History]:
    """Read a store as it is now, however long that takes."""
    async with one_moment(store) as connection:
        yield History(connection)


def _page(columns: Sequence[Column[Any]]) -> Select[Any]:
    return select(*columns).limit(CHUNK)
