"""A player -> everything that a store keeps of him, as plain values that any program reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.people.find import Self, selves
from engine.live.store.moment import one_moment
from engine.live.store.protocol import Store
from engine.live.store.schema import (
    audit,
    cell,
    content,
    entry,
    holding,
    member,
    notice,
    object_,
    person,
    purchase,
    ranking,
    receipt,
    report,
    submission,
)

_TEXTS = frozenset({"request", "reply", "rolls", "saw", "objects", "values", "settings"})  # columns of JSON


async def export(store: Store, owner: int) -> list[dict[str, Any]]:
    """Return all of a player, world by world; nothing where there is nothing of him."""
    async with one_moment(store) as connection:
        names = {row.id: f"{row.noun}.{row.name}" for row in await connection.execute(select(content))}
        return [await _one(connection, each, names) for each in await selves(connection, owner)]


async def _one(connection: AsyncConnection, me: Self, names: dict[int, str]) -> dict[str, Any]:
    number = me.number
    held = (entry.c.source == number) | (entry.c.target == number)
    parts: dict[str, Select[Any]] = {
        "object": select(object_).where(object_.c.id == number),
        "person": select(person).where(person.c.object == number),
        "holds": select(holding).where(holding.c.object == number).order_by(*holding.primary_key),
        "offered": select(holding).where(holding.c.putter == number).order_by(*holding.primary_key),
        "cells": select(cell).where(cell.c.object == number).order_by(*cell.primary_key),
        "receipts": select(receipt).where(receipt.c.player == number).order_by(receipt.c.position),
        "entries": select(entry).where(held).order_by(entry.c.receipt, entry.c.number),
        "notices": select(notice).where(notice.c.player == number).order_by(notice.c.id),
        "rankings": select(ranking).where(ranking.c.player == number).order_by(*ranking.primary_key),
        "guilds": select(member).where(member.c.player == number).order_by(member.c.guild),
        "purchases": select(purchase).where(purchase.c.player == number).order_by(purchase.c.at),
        "submissions": select(submission).where(submission.c.creator == number).order_by(submission.c.id),
        "reports": select(report).where(report.c.reporter == number).order_by(report.c.id),
        "audit": select(audit).where(audit.c.target == str(number)).order_by(audit.c.id),
    }
    found = {
        name: [dict(_plain(row, names)) for row in await connection.execute(wanted)]
        for name, wanted in parts.items()
    }
    return {"world": me.world, "number": number, **found}


def _plain(row: Row[Any], names: dict[int, str]) -> Iterator[tuple[str, Any]]:
    """Yield the columns of a row: content by name as well, what is JSON as what it says."""
    columns = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    for name, value in columns.items():
        if isinstance(value, bytes):
            yield name, value.hex()
        else:
            yield name, json.loads(value) if name in _TEXTS else value
    if "slot" in columns:
        yield "asset", [names.get(columns["slot"], ""), names.get(columns["key"], "")]
