"""A game -> how many play it, what they asked of late and what became of it, and what waits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.query import reading
from engine.live.service import Service
from engine.live.store.schema import object_, receipt
from rules.expression.type import DAY
from rules.ruleset import Ruleset

_REASONS = 200  # refusals that are looked at


@dataclass(slots=True)
class Counts:
    """*by_action* is of the last 24 hours, by action and outcome; *reasons* of the last refusals."""

    players: int = 0
    active: int = 0
    receipts: int = 0
    by_action: Mapping[tuple[str, str], int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    due: int = 0
    later: int = 0
    failed: int = 0
    notices: Mapping[str, int] = field(default_factory=dict)


async def counted(service: Service) -> Counts:
    """Count it all, without keeping anybody from playing."""
    now = await service.now()
    since = now - DAY
    async with reading(service.store.engine) as connection:
        counts = await _people(connection, since)
        counts.receipts = await _one(connection, select(func.max(receipt.c.position)))
        late = _late(service.game.active.ruleset, since)
        counts.by_action = await _asked(connection, late)
        counts.reasons = await _reasons(connection, late)
    for each in await service.jobs.figures(now):
        counts.due += each.backlog
        counts.later += each.waiting
        counts.failed += each.failed
    counts.notices = await service.outbox.figures()
    return counts


async def _people(connection: AsyncConnection, since: int) -> Counts:
    his = (object_.c.scope == "player", object_.c.time > 0)
    players = select(func.count()).select_from(object_).where(*his)
    active = players.where(object_.c.time >= since)
    return Counts(await _one(connection, players), await _one(connection, active))


def _late(ruleset: Ruleset, since: int) -> ColumnElement[bool]:
    """Return which receipts are of late; that of one world is found by an index."""
    late = receipt.c.time >= since
    return late if ruleset.by_guild else and_(receipt.c.world == ruleset.world(0), late)


async def _asked(connection: AsyncConnection, late: ColumnElement[bool]) -> dict[tuple[str, str], int]:
    wanted = select(receipt.c.action, receipt.c.outcome, func.count()).where(late)
    rows = await connection.execute(wanted.group_by(receipt.c.action, receipt.c.outcome))
    return {(action, outcome): count for action, outcome, count in rows}


async def _reasons(connection: AsyncConnection, late: ColumnElement[bool]) -> dict[str, int]:
    refused = and_(late, receipt.c.outcome == "refused")
    wanted = select(receipt.c.reply).where(refused).order_by(receipt.c.position.desc()).limit(_REASONS)
    rows = (await connection.execute(wanted)).scalars()
    return dict(Counter(str(json.loads(each).get("reason", "-")) for each in rows))


async def _one(connection: AsyncConnection, wanted: Select[Any]) -> int:
    return int((await connection.execute(wanted)).scalar() or 0)
