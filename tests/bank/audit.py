"""A database, read whole in one snapshot -> whatever in it does not add up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from engine.ledger.hash import moved, of_cell
from engine.live.store.protocol import Store
from engine.live.store.schema import cell, holding, object_, receipt

# What each account got and gave, by asset; 0 is no account.
BOOKED = """
SELECT account, slot, key, sum(amount) FROM (
    SELECT target AS account, slot, key, amount FROM entry WHERE target <> 0
    UNION ALL SELECT source, slot, key, -amount FROM entry WHERE source <> 0
) AS each GROUP BY account, slot, key HAVING sum(amount) <> 0
"""
HELD = "SELECT object, slot, key, sum(amount) FROM holding GROUP BY object, slot, key"
MADE = """
SELECT slot, key,
    sum(CASE WHEN source = 0 THEN amount ELSE 0 END - CASE WHEN target = 0 THEN amount ELSE 0 END)
FROM entry GROUP BY slot, key
"""
NEGATIVE = "SELECT object, slot, key FROM holding WHERE amount < 0"
WHY = "SELECT why, sum(amount) FROM entry WHERE why IN ('save', 'rob') GROUP BY why"
STAMPS = 5  # that each player may have
STAMPED = f"""
SELECT player, count(*) FROM receipt WHERE action = 'stamp' AND outcome = 'accepted'
GROUP BY player HAVING count(*) > {STAMPS}
"""  # noqa: S608 - a constant
VAULT = """
SELECT coalesce(sum(value), 0) FROM cell JOIN content ON content.id = cell.slot
WHERE content.noun = 'slot' AND content.name = 'vault'
"""


async def read_whole(store: Store) -> list[str]:
    """Return what does not add up while others write; one snapshot."""
    async with snapshot(store.reader) as line:
        found = [problem async for problem in _sums(line)]
        saved = {why: int(amount) for why, amount in (await line.execute(text(WHY))).all()}
        vault = int((await line.execute(text(VAULT))).scalar_one())
    if vault != saved.get("save", 0) - saved.get("rob", 0):
        found.append(f"the vault holds {vault}, and was given {saved}")
    return found


def snapshot(engine: AsyncEngine) -> Any:
    """Return a transaction in which every statement sees the same."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.begin()


async def _sums(line: AsyncConnection) -> Any:
    booked = _amounts((await line.execute(text(BOOKED))).all())
    held = _amounts((await line.execute(text(HELD))).all())
    for account in sorted(booked.keys() | held.keys()):
        if booked.get(account, 0) != held.get(account, 0):
            yield f"{account} holds {held.get(account, 0)}, was booked {booked.get(account, 0)}"
    supply: Counter[Any] = Counter()
    for account, amount in held.items():
        supply[account[1:]] += amount
    for asset, amount in _amounts((await line.execute(text(MADE))).all()).items():
        if supply[asset] != amount:
            yield f"of {asset} there is {supply[asset]}, and {amount} was made and not burnt"
    for row in (await line.execute(text(NEGATIVE))).all():
        yield f"{tuple(row)} is below 0"
    for row in (await line.execute(text(STAMPED))).all():
        yield f"{row[0]} had {row[1]} stamps of {STAMPS}"


def _amounts(rows: Iterable[Any]) -> dict[tuple[int, ...], int]:
    return {tuple(row[:-1]): int(row[-1]) for row in rows}


async def check_history(store: Store, ids: set[str]) -> list[str]:
    """Return what does not add up when all is done: one receipt an id, every version once, every hash."""
    async with snapshot(store.reader) as line:
        told = (await line.execute(select(receipt.c.id, receipt.c.objects, receipt.c.outcome))).all()
        objects = (await line.execute(select(object_.c.id, object_.c.version, object_.c.hash))).all()
        cells = (await line.execute(select(cell))).all()
        holdings = (await line.execute(select(holding))).all()
    return [*_receipts(told, ids), *_versions(told, objects), *_hashes(objects, cells, holdings)]


def _receipts(told: Iterable[Any], ids: set[str]) -> Iterator[str]:
    known = {row[0] for row in told}
    if known != ids:
        yield f"{len(ids - known)} commands have no receipt, {len(known - ids)} receipts no command"
    failed = [row[0] for row in told if row[2] == "failed"]
    if failed:
        yield f"{len(failed)} commands failed: {failed[:3]}"


def _versions(told: Iterable[Any], objects: Iterable[Any]) -> Iterator[str]:
    changes: dict[int, list[tuple[int, int]]] = {}
    for row in told:
        for number, before, after in json.loads(row[1]):
            if after != before:
                changes.setdefault(number, []).append((before, after))
    for number, version, _ in objects:
        if sorted(changes.get(number, ())) != [(each, each + 1) for each in range(version)]:
            yield f"object {number} has version {version} after {len(changes.get(number, ()))} changes"


def _hashes(objects: Iterable[Any], cells: Iterable[Any], holdings: Iterable[Any]) -> Iterator[str]:
    found: Counter[int] = Counter()
    for number, slot, key, value in cells:
        found[number] += of_cell(slot, key, 0, value)
    for number, slot, key, putter, amount in holdings:
        found[number] += of_cell(slot, key, putter, amount)
    for number, _, kept in objects:
        if moved(found[number], 0, 0) != int.from_bytes(kept, "big"):
            yield f"object {number} is not what its hash says"
