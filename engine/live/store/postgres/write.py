"""All that a group writes -> one statement and its arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.live.store.protocol import Batch
from engine.live.store.row import (
    OBJECT,
    RECEIPT,
    Row,
    cell_rows,
    entry_row,
    holding_rows,
    latest,
    moved_row,
    notice_row,
    object_row,
    receipt_row,
)
from engine.live.store.schema.duty import WAITING

_MOVED = ("id", "version", "time", "nonce", "seed", "hash", "ends", "over", "banned")
_HOLDING = ("object", "slot", "key", "putter", "amount")
_CELL = ("object", "slot", "key", "value")
_ENTRY = ("receipt", "number", "slot", "key", "amount", "source", "target", "why")
_NOTICE = ("receipt", "number", "player", "topic", '"values"', "due", "replaces", "next_at")
_OBJECT = tuple(OBJECT.split(", "))
_RECEIPT = tuple(RECEIPT.split(", "))
# All columns else are whole numbers.
_TEXT = {
    *("scope", "seed", "receipt", "topic", '"values"', "why", "action", "request", "outcome", "reply"),
    *("rolls", "saw", "objects"),
}
_TYPE = dict.fromkeys(_TEXT, "text") | {
    "hash": "bytea",
    "digest": "bytea",
    "over": "bool",
    "replaces": "bool",
}


def _statement() -> str:
    """Write the statement; its arrays are numbered in the order of `arrays`."""
    at = 1

    def given(columns: Sequence[str], types: Mapping[str, str] = _TYPE) -> str:
        nonlocal at
        places = range(at, at + len(columns))
        at = places.stop
        arrays = [
            f"${place}::{types.get(name, 'bigint')}[]" for place, name in zip(places, columns, strict=True)
        ]
        return f"unnest({', '.join(arrays)})"

    def into(table: str, columns: Sequence[str], types: Mapping[str, str] = _TYPE) -> str:
        return f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM {given(columns, types)}"  # noqa: S608 - constants

    def without(table: str, columns: Sequence[str]) -> str:
        same = " AND ".join(f"{table}.{name} = gone.{name}" for name in columns)
        return f"DELETE FROM {table} USING {given(columns)} AS gone({', '.join(columns)}) WHERE {same}"  # noqa: S608 - constants

    def moved() -> str:
        sets = ", ".join(f"{name} = moved.{name}" for name in _MOVED[1:])
        source = f"{given(_MOVED)} AS moved({', '.join(_MOVED)})"
        return f"UPDATE object SET {sets} FROM {source} WHERE object.id = moved.id RETURNING 1"  # noqa: S608 - constants

    parts = {
        "moved": moved(),
        "born": into("object", _OBJECT),
        "held": f"{into('holding', _HOLDING)} ON CONFLICT (object, slot, key, putter) "
        "DO UPDATE SET amount = excluded.amount",
        "spent": without("holding", _HOLDING[:-1]),
        "kept": f"{into('cell', _CELL)} ON CONFLICT (object, slot, key) DO UPDATE SET value = excluded.value",
        "cleared": without("cell", _CELL[:-1]),
        "told": into("receipt", _RECEIPT, _TYPE | {"id": "text"}),
        "booked": into("entry", _ENTRY),
        "noticed": into("notice", _NOTICE) + REPLACED,
    }
    named = ",\n".join(f"{name} AS ({part})" for name, part in parts.items())
    return f"WITH {named}\nSELECT count(*) FROM moved"


REPLACED = f"""
ON CONFLICT (player, topic) WHERE replaces AND state = '{WAITING}' DO UPDATE SET
    receipt = excluded.receipt, number = excluded.number, "values" = excluded."values", due = excluded.due,
    next_at = excluded.next_at, tries = 0, leased_until = 0, error = ''
"""
WRITE = _statement()


def arrays(batch: Batch) -> list[list[Any]]:
    """Return the arrays of `WRITE`, column by column."""
    held, spent = holding_rows(batch)
    kept, cleared = cell_rows(batch)
    return [
        *_columns([moved_row(each.stored) for each in batch.changed if not each.is_new], len(_MOVED)),
        *_columns([object_row(each.stored) for each in batch.changed if each.is_new], len(_OBJECT)),
        *_columns(held, len(_HOLDING)),
        *_columns(spent, len(_HOLDING) - 1),
        *_columns(kept, len(_CELL)),
        *_columns(cleared, len(_CELL) - 1),
        *_columns([receipt_row(each) for each in batch.receipts], len(_RECEIPT)),
        *_columns([entry_row(each) for each in batch.entries], len(_ENTRY)),
        *_columns([notice_row(each) for each in latest(batch.notices)], len(_NOTICE)),
    ]


def _columns(rows: Sequence[Row], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]
