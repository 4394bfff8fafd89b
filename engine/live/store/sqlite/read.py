"""A connection -> what it holds, by statements that read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from engine.live.store.protocol import Begun, Cell, Holding, Receipt, Stored
from engine.live.store.row import OBJECT, RECEIPT, receipt, stored

_IN = "IN (SELECT value FROM json_each(?))"  # one statement for any number of them
_OBJECTS = f"SELECT {OBJECT} FROM object WHERE id {_IN} ORDER BY id"  # noqa: S608 - constants
_HOLDINGS = "SELECT slot, key, putter, amount FROM holding WHERE object = ? ORDER BY 1, 2, 3"
_CELLS = "SELECT slot, key, value FROM cell WHERE object = ? ORDER BY 1, 2"
_RECEIPTS = f"SELECT {RECEIPT} FROM receipt WHERE id {_IN}"  # noqa: S608
_BEGUN = """
SELECT coalesce((SELECT generation FROM generation ORDER BY generation DESC LIMIT 1), 0),
    coalesce((SELECT ruleset FROM generation ORDER BY generation DESC LIMIT 1), 0),
    coalesce((SELECT id FROM epoch WHERE ended IS NULL ORDER BY id DESC LIMIT 1), 0)
"""


def begun(connection: sqlite3.Connection, now: int) -> Begun:
    """Return what a transaction begins with, at *now*."""
    generation, ruleset, epoch = connection.execute(_BEGUN).fetchone()
    return Begun(generation, ruleset, now, epoch)


def objects(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Stored]:
    """Return objects and what they have."""
    rows = connection.execute(_OBJECTS, (json.dumps(list(ids)),)).fetchall()
    return {row[0]: _object(connection, row) for row in rows}


def _object(connection: sqlite3.Connection, row: Sequence[Any]) -> Stored:
    holdings = map(Holding._make, connection.execute(_HOLDINGS, row[:1]))
    cells = map(Cell._make, connection.execute(_CELLS, row[:1]))
    return stored(row, tuple(holdings), tuple(cells))


def receipts(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Receipt]:
    """Return receipts by the ids of their commands."""
    rows = connection.execute(_RECEIPTS, (json.dumps(list(ids)),)).fetchall()
    return {row[0]: receipt(row) for row in rows}
