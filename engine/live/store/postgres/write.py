"""All that a group writes -> one statement and its arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from engine.live.store.protocol import Batch
from engine.live.store.row import (
    OBJECT,
    RECEIPT,
    Row,
    cell_rows,
    holding_rows,
    latest,
    moved_row,
    notice_row,
    object_row,
    receipt_row,
)
from engine.live.store.schema.duty import WAITING

# Whole numbers are sent as the text of an array, which the driver is quicker to write.
NUMBERS = "text::bigint[]"
Columns = Mapping[str, str]


def _columns(names: str, text: str = "", bytes_: str = "", truth: str = "") -> Columns:
    """Return the type of each column's array; what is not named is whole numbers."""
    types = dict.fromkeys(names.split(", "), NUMBERS)
    for chosen, kind in ((text, "text[]"), (bytes_, "bytea[]"), (truth, "bool[]")):
        types |= dict.fromkeys(chosen.split(", ") if chosen else (), kind)
    return types


_MOVED = _columns("id, version, time, nonce, seed, hash, ends, over, banned", "seed", "hash", "over")
_OBJECT = _columns(OBJECT, "scope, seed", "hash", "over")
_SPENT = _columns("object, slot, key, putter")
_HELD = {**_SPENT, "amount": NUMBERS}
_CLEARED = _columns("object, slot, key")
_KEPT = {**_CLEARED, "value": NUMBERS}
_RECEIPT = _columns(RECEIPT, "id, action, request, outcome, reply, rolls, saw, objects", "digest, hash")
_ENTRY = _columns("receipt, number, slot, key, amount, source, target, why", "receipt, why")
_NOTICE = _columns(
    'receipt, number, player, topic, "values", due, replaces, next_at',
    'receipt, topic, "values"',
    truth="replaces",
)
_REPLACED = f"""
ON CONFLICT (player, topic) WHERE replaces AND state = '{WAITING}' DO UPDATE SET
    receipt = excluded.receipt, number = excluded.number, "values" = excluded."values", due = excluded.due,
    next_at = excluded.next_at, tries = 0, leased_until = 0, error = ''
"""


def _statement() -> str:
    """Write the statement; its arrays are numbered in the order of `arrays`."""
    places = count(1)

    def given(columns: Columns) -> str:
        return f"unnest({', '.join(f'${next(places)}::{kind}' for kind in columns.values())})"

    def into(table: str, columns: Columns, then: str = "") -> str:
        return f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM {given(columns)} {then}"  # noqa: S608

    def instead(columns: Columns, value: str) -> str:
        key = ", ".join(name for name in columns if name != value)
        return f"ON CONFLICT ({key}) DO UPDATE SET {value} = excluded.{value}"

    def without(table: str, columns: Columns) -> str:
        same = " AND ".join(f"{table}.{name} = gone.{name}" for name in columns)
        return f"DELETE FROM {table} USING {given(columns)} AS gone({', '.join(columns)}) WHERE {same}"  # noqa: S608

    def moved(columns: Columns) -> str:
        sets = ", ".join(f"{name} = moved.{name}" for name in columns if name != "id")
        source = f"{given(columns)} AS moved({', '.join(columns)})"
        return f"UPDATE object SET {sets} FROM {source} WHERE object.id = moved.id RETURNING 1"  # noqa: S608

    parts = {
        "moved": moved(_MOVED),
        "born": into("object", _OBJECT),
        "held": into("holding", _HELD, instead(_HELD, "amount")),
        "spent": without("holding", _SPENT),
        "kept": into("cell", _KEPT, instead(_KEPT, "value")),
        "cleared": without("cell", _CLEARED),
        "told": into("receipt", _RECEIPT),
        "booked": into("entry", _ENTRY),
        "noticed": into("notice", _NOTICE, _REPLACED),
    }
    named = ",\n".join(f"{name} AS ({part})" for name, part in parts.items())
    return f"WITH {named}\nSELECT count(*) FROM moved"


WRITE = _statement()


def arrays(batch: Batch) -> list[str | Sequence[Any]]:
    """Return the arrays of `WRITE`, column by column."""
    held, spent = holding_rows(batch)
    kept, cleared = cell_rows(batch)
    parts: tuple[tuple[Columns, Sequence[Row]], ...] = (
        (_MOVED, [moved_row(each.stored) for each in batch.changed if not each.is_new]),
        (_OBJECT, [object_row(each.stored) for each in batch.changed if each.is_new]),
        (_HELD, held),
        (_SPENT, spent),
        (_KEPT, kept),
        (_CLEARED, cleared),
        (_RECEIPT, [receipt_row(each) for each in batch.receipts]),
        (_ENTRY, batch.entries),
        (_NOTICE, [notice_row(each) for each in latest(batch.notices)]),
    )
    return [array for columns, rows in parts for array in _arrays(columns, rows)]


def _arrays(columns: Columns, rows: Sequence[Row]) -> Iterator[str | Sequence[Any]]:
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    for kind, column in zip(columns.values(), values, strict=True):
        yield _text(column) if kind is NUMBERS else column


def _text(numbers: Sequence[int | None]) -> str:
    """Write whole numbers as the text of an array."""
    return "{" + repr([*numbers])[1:-1].replace("None", "NULL") + "}"
