"""A connection and all that a group writes -> written."""

from __future__ import annotations

import sqlite3

from engine.live.store.protocol import Batch, ClashError
from engine.live.store.row import (
    OBJECT,
    RECEIPT,
    cell_rows,
    holding_rows,
    latest,
    moved_row,
    notice_row,
    object_row,
    receipt_row,
)
from engine.live.store.schema.duty import WAITING


def _into(table: str, columns: str) -> str:
    places = ", ".join("?" * (columns.count(",") + 1))
    return f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - constants


_MOVED = """
UPDATE object SET version = ?2, time = ?3, nonce = ?4, seed = ?5, hash = ?6, ends = ?7, over = ?8, banned = ?9
WHERE id = ?1
"""
_BORN = _into("object", OBJECT)
_HELD = f"""
{_into("holding", "object, slot, key, putter, amount")} ON CONFLICT DO UPDATE SET amount = excluded.amount
"""
_SPENT = "DELETE FROM holding WHERE object = ? AND slot = ? AND key = ? AND putter = ?"
_KEPT = f"{_into('cell', 'object, slot, key, value')} ON CONFLICT DO UPDATE SET value = excluded.value"
_CLEARED = "DELETE FROM cell WHERE object = ? AND slot = ? AND key = ?"
_TOLD = _into("receipt", RECEIPT)
_BOOKED = _into("entry", "receipt, number, slot, key, amount, source, target, why")
_NOTICED = f"""
{_into("notice", 'receipt, number, player, topic, "values", due, replaces, next_at')}
ON CONFLICT (player, topic) WHERE replaces = 1 AND state = '{WAITING}' DO UPDATE SET
    receipt = excluded.receipt, number = excluded.number, "values" = excluded."values", due = excluded.due,
    next_at = excluded.next_at, tries = 0, leased_until = 0, error = ''
"""


def write(connection: sqlite3.Connection, batch: Batch) -> None:
    """Write everything; objects and receipts before what refers to them."""
    moved = [moved_row(each.stored) for each in batch.changed if not each.is_new]
    if moved and connection.executemany(_MOVED, moved).rowcount != len(moved):
        raise ClashError("an object is not there")
    held, spent = holding_rows(batch)
    kept, cleared = cell_rows(batch)
    for statement, rows in (
        (_BORN, [object_row(each.stored) for each in batch.changed if each.is_new]),
        (_HELD, held),
        (_SPENT, spent),
        (_KEPT, kept),
        (_CLEARED, cleared),
        (_TOLD, [receipt_row(each) for each in batch.receipts]),
        (_BOOKED, batch.entries),
        (_NOTICED, [notice_row(each) for each in latest(batch.notices)]),
    ):
        if rows:
            connection.executemany(statement, rows)
