"""A connection -> what it holds, by statements that read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from engine.live.store.protocol import Begun, Cell, Found, Hashes, Holding, Receipt, Stored
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


def objects(connection: sqlite3.Connection, ids: Sequence[int], known: Hashes) -> dict[int, Stored]:
    """Return objects and what they have, if that is not as it is known."""
    rows = connection.execute(_OBJECTS, (json.dumps(list(ids)),)).fetchall()
    bare = {each.id: each for each in map(stored, rows)}
    return {
        at: each._replace(bare=True) if known.get(at) == each.hash else _full(connection, each)
        for at, each in bare.items()
    }


def _full(connection: sqlite3.Connection, bare: Stored) -> Stored:
    holdings = map(Holding._make, connection.execute(_HOLDINGS, bare[:1]))
    cells = map(Cell._make, connection.execute(_CELLS, bare[:1]))
    return bare._replace(holdings=tuple(holdings), cells=tuple(cells))


def everything(
    connection: sqlite3.Connection, now: int, ids: Sequence[int], known: Hashes, commands: Sequence[str]
) -> Found:
    """Return all that a group needs to know."""
    return Found(begun(connection, now), objects(connection, ids, known), receipts(connection, commands))


def receipts(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Receipt]:
    """Return receipts by the ids of their commands."""
    rows = connection.execute(_RECEIPTS, (json.dumps(list(ids)),)).fetchall()
    return {row[0]: receipt(row) for row in rows}
