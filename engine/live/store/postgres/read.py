"""Statements that read, and what their rows are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.live.store.protocol import Cell, Hashes, Holding, Stored
from engine.live.store.row import OBJECT, RECEIPT, stored

LOCK = "SELECT FROM object WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE"

BEGUN = """
SELECT coalesce((SELECT generation FROM generation ORDER BY generation DESC LIMIT 1), 0),
    coalesce((SELECT ruleset FROM generation ORDER BY generation DESC LIMIT 1), 0),
    floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint,
    coalesce((SELECT id FROM epoch WHERE ended IS NULL ORDER BY id DESC LIMIT 1), 0)
"""

_OTHER = "wanted.known IS DISTINCT FROM whose.hash"
# What an object has comes beside it in arrays, so that all of a group's objects are one trip.
OBJECTS = f"""
SELECT {OBJECT}, held.slot, held.key, held.putter, held.amount, kept.slot, kept.key, kept.value
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

RECEIPTS = f"SELECT {RECEIPT} FROM receipt WHERE id = ANY($1::text[])"  # noqa: S608 - a constant
_WIDTH = OBJECT.count(",") + 1


def objects(rows: Iterable[Sequence[Any]], known: Hashes) -> dict[int, Stored]:
    """Return the objects in rows of `OBJECTS`."""
    found = (_object(row) for row in rows)
    return {each.id: each._replace(bare=known.get(each.id) == each.hash) for each in found}


def _object(row: Sequence[Any]) -> Stored:
    slots, keys, putters, amounts, places, names, values = row[_WIDTH:]
    holdings = tuple(map(Holding._make, zip(slots, keys, putters, amounts, strict=True))) if slots else ()
    cells = tuple(map(Cell._make, zip(places, names, values, strict=True))) if places else ()
    return stored(row[:_WIDTH], holdings, cells)
