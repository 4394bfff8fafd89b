"""A player -> the same player under another number: he himself, and every request that names him.

The number is in no receipt but in requests; the digests of these, on which proofs hang, stay as they were. A
replay reads requests as they are now, and comes to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.fair.canonical import canonical
from engine.live.store.protocol import Store
from engine.live.store.schema import object_, receipt

_WINDOW = 20_000  # receipts that are looked through at a time, so that nobody waits for long


@dataclass(slots=True)
class Renaming:
    """A player who gets another owner; *quietly*: what operators wrote of him is dropped.

    What was long ago is done while everybody plays, and the rest when nobody does. One that stops halfway
    leaves nothing wrong: a request of his is known by his object.
    """

    number: int
    owner: int
    quietly: bool
    count: int = 0
    _done: int = 0

    async def prepare(self, store: Store) -> None:
        """Rename him in the requests that there are."""
        async with store.reader.connect() as connection:
            last = await _last(connection)
        while self._done < last:
            async with store.engine.begin() as connection:
                await self._window(connection)

    async def finish(self, connection: AsyncConnection) -> None:
        """Rename him in the latest requests, and himself."""
        last = await _last(connection)
        while self._done < last:
            await self._window(connection)
        await connection.execute(update(object_).where(object_.c.id == self.number).values(owner=self.owner))

    async def _window(self, connection: AsyncConnection) -> None:
        """Look through some receipts more."""
        rows = (await connection.execute(_naming(self.number, self._done))).all()
        renamed = ((row, self._renamed(row)) for row in rows)
        changed = [{"at": row.position, "text": text} for row, text in renamed if text != row.request]
        if changed:
            wanted = receipt.c.position == bindparam("at")
            await connection.execute(update(receipt).where(wanted).values(request=bindparam("text")), changed)
        self.count += len(changed)
        self._done += _WINDOW

    def _renamed(self, row: Any) -> str:
        """Return a request that names him by his other number."""
        asked = json.loads(row.request)
        if row.player == self.number and "owner" in asked:
            asked["owner"] = self.owner
            if self.quietly:
                asked.pop("why", None)
        for name in _named(row.saw, self.number):
            given = asked["params"][name]
            asked["params"][name] = self.owner if isinstance(given, int) else str(self.owner)
        return canonical(asked)


def _naming(number: int, after: int) -> Any:
    """Return what finds the receipts of a window that are a player's, or may name him."""
    named = receipt.c.saw.like(f'%"players":%:{number}%')
    return (
        select(receipt.c.position, receipt.c.player, receipt.c.request, receipt.c.saw)
        .where(receipt.c.position > after, receipt.c.position <= after + _WINDOW)
        .where(or_(receipt.c.player == number, named))
        .order_by(receipt.c.position)
    )


async def _last(connection: AsyncConnection) -> int:
    return int(
        (await connection.execute(select(func.coalesce(func.max(receipt.c.position), 0)))).scalar_one()
    )


def _named(saw: str, number: int) -> Iterator[str]:
    """Yield the parameters by which a command named a player."""
    players: dict[str, int] = json.loads(saw).get("players", {})
    yield from (name for name, each in players.items() if each == number)
