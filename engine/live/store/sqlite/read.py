"""A connection -> what it holds, by statements that read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from engine.live.store.protocol import Begun, Cell, Holding, Receipt, Stored
from engine.live.store.row import OBJECT, RECEIPT, receipt, stored

T = TypeVar("T")
_IN = "IN (SELECT value FROM json_each(?))"  # one statement for any number of them
_OBJECTS = f"SELECT {OBJECT} FROM object WHERE id {_IN} ORDER BY id"  # noqa: S608 - constants
_HOLDINGS = f"SELECT object, slot, key, putter, amount FROM holding WHERE object {_IN} ORDER BY 1, 2, 3, 4"  # noqa: S608
_CELLS = f"SELECT object, slot, key, value FROM cell WHERE object {_IN} ORDER BY 1, 2, 3"  # noqa: S608
_RECEIPTS = f"SELECT {RECEIPT} FROM receipt WHERE id {_IN}"  # noqa: S608
_BEGUN = """
SELECT coalesce((SELECT generation FROM generation ORDER BY generation DESC LIMIT 1), 0),
    coalesce((SELECT ruleset FROM generation ORDER BY generation DESC LIMIT 1), 0),
    coalesce((SELECT id FROM epoch WHERE ended IS NULL ORDER BY id DESC LIMIT 1), 0)
"""


def begun(line: sqlite3.Connection, now: int) -> Begun:
    """Return what a transaction begins with, at *now*."""
    generation, ruleset, epoch = line.execute(_BEGUN).fetchone()
    return Begun(generation, ruleset, now, epoch)


def objects(line: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Stored]:
    """Return objects and what they have."""
    wanted = json.dumps(list(ids))
    holdings = _of(line.execute(_HOLDINGS, (wanted,)), Holding)
    cells = _of(line.execute(_CELLS, (wanted,)), Cell)
    rows = line.execute(_OBJECTS, (wanted,)).fetchall()
    return {row[0]: stored(row, holdings.get(row[0], ()), cells.get(row[0], ())) for row in rows}


def receipts(line: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Receipt]:
    """Return receipts by the ids of their commands."""
    rows = line.execute(_RECEIPTS, (json.dumps(list(ids)),)).fetchall()
    return {row[0]: receipt(row) for row in rows}


def _of(rows: Iterable[Sequence[Any]], made: Callable[..., T]) -> dict[int, tuple[T, ...]]:
    """Return rows, sorted by the object that they begin with, as what each object has."""
    return {at: tuple([made(*row[1:]) for row in its]) for at, its in groupby(rows, lambda row: int(row[0]))}
