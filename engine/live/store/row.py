"""What a store keeps -> rows, and back; the same in both databases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from engine.live.store.protocol import Batch, Cell, Holding, Name, Notice, Receipt, Stored, Versions

# Columns as `receipt_row` and `receipt` have them.
RECEIPT = (
    "id, world, player, action, request, digest, outcome, reply, ruleset, generation, time, epoch, nonce, "
    "rolls, saw, objects, hash"
)
OBJECT = "id, world, scope, owner, version, time, nonce, seed, hash, ends, over, banned"
WIDTH = 16  # bytes of a hash
Row = tuple[Any, ...]


def receipt_row(told: Receipt) -> Row:
    """Return the columns `RECEIPT` of a receipt."""
    return (
        told.id,
        told.world,
        told.player,
        told.action,
        told.request,
        told.digest,
        told.outcome,
        told.reply,
        told.ruleset,
        told.generation,
        told.time,
        told.epoch,
        told.nonce,
        told.rolls,
        told.saw,
        f"[{','.join([f'[{at},{before},{after}]' for at, before, after in told.objects])}]",
        told.hash.to_bytes(WIDTH, "big"),
    )


def receipt(row: Sequence[Any]) -> Receipt:
    """Return the receipt of the columns `RECEIPT`."""
    versions = tuple([Versions(*each) for each in json.loads(row[-2])])
    values = [*row[:-2], versions, int.from_bytes(row[-1], "big")]
    return Receipt(*values)


def object_row(kept: Stored) -> Row:
    """Return the columns `OBJECT` of an object."""
    name = kept.name
    return kept.id, name.world, name.scope, name.owner, *moved_row(kept)[1:]


def moved_row(kept: Stored) -> Row:
    """Return the number of an object and the columns of it that change."""
    return (
        kept.id,
        kept.version,
        kept.time,
        kept.nonce,
        kept.seed,
        kept.hash.to_bytes(WIDTH, "big"),
        kept.ends,
        kept.over,
        kept.banned,
    )


def stored(row: Sequence[Any], holdings: Sequence[Holding] = (), cells: Sequence[Cell] = ()) -> Stored:
    """Return the object of the columns `OBJECT`, and what it has."""
    id_, world, scope, owner, version, time, nonce, seed, hash_, ends, over, banned = row
    kept = int.from_bytes(hash_, "big")
    name = Name(world, scope, owner)
    return Stored(id_, name, version, time, nonce, seed, kept, ends, bool(over), banned, holdings, cells)


def latest(notices: Iterable[Notice]) -> list[Notice]:
    """Return notices without those that a later one of the same group takes the place of."""
    last: dict[object, Notice] = {}
    for each in notices:
        key = (each.player, each.topic) if each.replaces else (each.receipt, each.number)
        last.pop(key, None)
        last[key] = each
    return list(last.values())


def notice_row(told: Notice) -> Row:
    """Return the columns of a notice that is to be sent when it is due."""
    due = told.due
    return told.receipt, told.number, told.player, told.topic, told.values, due, told.replaces, due


def holding_rows(batch: Batch) -> tuple[list[Row], list[Row]]:
    """Return holdings that are, and those of which nothing is left."""
    rows = [(each.stored.id, *held) for each in batch.changed for held in each.stored.holdings]
    return [row for row in rows if row[-1]], [row[:-1] for row in rows if not row[-1]]


def cell_rows(batch: Batch) -> tuple[list[Row], list[Row]]:
    """Return cells that are kept, and those that are as by default."""
    rows = [(each.stored.id, *cell) for each in batch.changed for cell in each.stored.cells]
    return [row for row in rows if row[-1] is not None], [row[:-1] for row in rows if row[-1] is None]
