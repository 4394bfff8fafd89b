"""A player -> the same player under another number: he himself, and every request that names him.

The number is in no receipt but in requests; the digests of these, on which proofs hang, stay as they were. A
replay reads requests as they are now, and comes to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.command import canonical
from engine.live.store.schema import object_, receipt

_ROWS = 2_000


async def rename(line: AsyncConnection, number: int, owner: int, *, quietly: bool) -> int:
    """Give a player another owner, and return in how many requests; *quietly*: drop what operators wrote."""
    await line.execute(update(object_).where(object_.c.id == number).values(owner=owner))
    after = count = 0
    while rows := (await line.execute(_naming(number, after))).all():
        after = rows[-1].position
        changed = [
            {"at": row.position, "text": text}
            for row in rows
            if (text := _renamed(row, number, owner, quietly=quietly)) != row.request
        ]
        if changed:
            wanted = receipt.c.position == bindparam("at")
            await line.execute(update(receipt).where(wanted).values(request=bindparam("text")), changed)
        count += len(changed)
    return count


def _naming(number: int, after: int) -> Any:
    """Return what finds receipts that are a player's, or may name him."""
    named = receipt.c.saw.like(f'%"players":%:{number}%')
    return (
        select(receipt.c.position, receipt.c.player, receipt.c.request, receipt.c.saw)
        .where(or_(receipt.c.player == number, named), receipt.c.position > after)
        .order_by(receipt.c.position)
        .limit(_ROWS)
    )


def _renamed(row: Any, number: int, owner: int, *, quietly: bool) -> str:
    """Return a request that names a player by another number."""
    asked = json.loads(row.request)
    if row.player == number and "owner" in asked:
        asked["owner"] = owner
        if quietly:
            asked.pop("why", None)
    for name in _named(row.saw, number):
        given = asked["params"][name]
        asked["params"][name] = owner if isinstance(given, int) else str(owner)
    return canonical(asked)


def _named(saw: str, number: int) -> Iterator[str]:
    """Yield the parameters by which a command named a player."""
    players: dict[str, int] = json.loads(saw).get("players", {})
    yield from (name for name, each in players.items() if each == number)
