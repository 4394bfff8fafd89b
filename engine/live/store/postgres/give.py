"""Statements that give numbers to names, each a transaction by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

COUNT = "UPDATE counter SET next = next + $2 WHERE name = $1 RETURNING next"

FIND = """
SELECT object.world, object.scope, object.owner, object.id
FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS named(world, scope, owner)
JOIN object USING (world, scope, owner)
"""

# In order of name, as everybody does: two that give the same ones do not wait for each other in a ring.
GIVE = f"""
INSERT INTO object (id, world, scope, owner, hash)
SELECT id, world, scope, owner, '\\x{"00" * 16}'::bytea
FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[]) AS named(id, world, scope, owner)
ORDER BY world, scope, owner
ON CONFLICT (world, scope, owner) DO NOTHING
"""  # noqa: S608 - a constant

CONTENT = """
SELECT content.noun, content.name, content.id
FROM unnest($1::text[], $2::text[]) AS named(noun, name) JOIN content USING (noun, name)
"""

NAME = """
INSERT INTO content (id, noun, name)
SELECT id, noun, name FROM unnest($1::bigint[], $2::text[], $3::text[]) AS named(id, noun, name)
ORDER BY noun, name
ON CONFLICT (noun, name) DO NOTHING
"""

ACTIVATE = """
INSERT INTO generation (generation, ruleset, at, why, actor)
SELECT coalesce(max(generation), 0) + 1, $1, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint,
    $2, $3
FROM generation
RETURNING generation
"""


def columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Return rows, of which there is one at least, as columns."""
    return [list(column) for column in zip(*rows, strict=True)]
