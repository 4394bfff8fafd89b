"""A player -> his receipts, the last first, and each by its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from engine.chance import Roll
from engine.fair.luck import read as luck
from engine.live.query import reading
from engine.live.reply import Reply, read
from engine.live.store.protocol import Store
from engine.live.store.schema import receipt


@dataclass(frozen=True, slots=True)
class Entry:
    """A receipt: where it stands, what was asked, answered and rolled, by which ruleset and epoch."""

    position: int
    action: str
    params: dict[str, Any]
    reply: Reply
    rolls: Sequence[Roll]
    ruleset: int
    epoch: int


async def history(store: Store, player: int, most: int, skip: int = 0) -> list[Entry]:
    """Return receipts of a player, by the number of his object."""
    wanted = select(receipt).where(receipt.c.player == player).order_by(receipt.c.position.desc())
    async with reading(store.engine) as connection:
        return [_entry(row) for row in await connection.execute(wanted.limit(most).offset(skip))]


async def entry(store: Store, player: int, position: int) -> Entry | None:
    """Return one receipt; None where it is not this player's."""
    wanted = select(receipt).where(receipt.c.player == player, receipt.c.position == position)
    async with reading(store.engine) as connection:
        row = (await connection.execute(wanted)).first()
    return _entry(row) if row is not None else None


def _entry(row: Row[Any]) -> Entry:
    rolled = luck(row.rolls)
    return Entry(
        row.position,
        row.action,
        json.loads(row.request).get("params", {}),
        read(row.id, row.outcome, row.time, row.reply),
        rolled.rolls if rolled is not None else (),
        row.ruleset,
        row.epoch,
    )
