"""Statements that read, and what their rows are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.live.store.protocol import Begun, Cell, Hashes, Holding, Stored
from engine.live.store.row import OBJECT, RECEIPT, stored

LOCK = "SELECT FROM object WHERE id = ANY({}::bigint[]) ORDER BY id FOR NO KEY UPDATE"

BEGUN = """
SELECT coalesce((SELECT generation FROM generation ORDER BY generation DESC LIMIT 1), 0) AS generation,
    coalesce((SELECT ruleset FROM generation ORDER BY generation DESC LIMIT 1), 0) AS ruleset,
    floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now,
    coalesce((SELECT id FROM epoch WHERE ended IS NULL ORDER BY id DESC LIMIT 1), 0) AS epoch
"""

_OTHER = "wanted.known IS DISTINCT FROM whose.hash"
# What an object has comes beside it in arrays, so that all of a group's objects are one trip.
OBJECTS = f"""
SELECT {OBJECT}, held.slot AS slots, held.key AS keys, held.putter, held.amount,
    kept.slot, kept.key, kept.value
FROM unnest($1::bigint[], $2::bytea[]) AS wanted(id, known)
JOIN object AS whose USING (id)
LEFT JOIN LATERAL (
    SELECT array_agg(slot) AS slot, array_agg(key) AS key, array_agg(putter) AS putter,
        array_agg(amount) AS amount
    FROM (SELECT * FROM holding WHERE object = whose.id AND {_OTHER} ORDER BY slot, key, putter) AS each
) AS held ON true
LEFT JOIN LATERAL (
    SELECT array_agg(slot) AS slot, array_agg(key) AS key, array_agg(value) AS value
    FROM (SELECT * FROM cell WHERE object = whose.id AND {_OTHER} ORDER BY slot, key) AS each
) AS kept ON true
"""  # noqa: S608 - constants

# All of it in one trip. Receipts are rarely there: only their ids are asked for. There is one row at least.
FOUND = f"""
SELECT begun.*, told.ids, objects.*
FROM ({BEGUN}) AS begun
CROSS JOIN (SELECT array_agg(id) AS ids FROM receipt WHERE id = ANY($3::text[])) AS told
LEFT JOIN ({OBJECTS}) AS objects ON true
"""  # noqa: S608 - constants
_OBJECTS_AT = len(Begun._fields) + 1

RECEIPTS = f"SELECT {RECEIPT} FROM receipt WHERE id = ANY($1::text[])"  # noqa: S608 - a constant
_WIDTH = OBJECT.count(",") + 1


def objects(rows: Iterable[Sequence[Any]], known: Hashes) -> dict[int, Stored]:
    """Return the objects in rows of `OBJECTS`."""
    found = (_object(row) for row in rows)
    return {each.id: each._replace(bare=known.get(each.id) == each.hash) for each in found}


def found(rows: Sequence[Sequence[Any]], known: Hashes) -> tuple[Begun, Sequence[str], dict[int, Stored]]:
    """Return what is in rows of `FOUND`: what is active, the ids of receipts, objects."""
    first = rows[0]
    begun, told = Begun(*first[: _OBJECTS_AT - 1]), first[_OBJECTS_AT - 1] or ()
    return begun, told, objects((row[_OBJECTS_AT:] for row in rows if row[_OBJECTS_AT] is not None), known)


def _object(row: Sequence[Any]) -> Stored:
    slots, keys, putters, amounts, places, names, values = row[_WIDTH:]
    holdings = tuple(map(Holding._make, zip(slots, keys, putters, amounts, strict=True))) if slots else ()
    cells = tuple(map(Cell._make, zip(places, names, values, strict=True))) if places else ()
    return stored(row[:_WIDTH], holdings, cells)
