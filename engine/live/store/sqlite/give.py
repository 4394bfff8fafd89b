"""A connection, within a transaction -> numbers, given to names and rulesets."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from engine.live.store.protocol import Name
from engine.live.store.row import WIDTH

_FIND = "SELECT id FROM object WHERE world = ? AND scope = ? AND owner = ?"
_GIVE = "INSERT INTO object (id, world, scope, owner, hash) VALUES (?, ?, ?, ?, ?)"
_CONTENT = "SELECT id FROM content WHERE noun = ? AND name = ?"
_NAME = "INSERT INTO content (id, noun, name) VALUES (?, ?, ?)"
_ACTIVATE = """
INSERT INTO generation (generation, ruleset, at, why, actor)
SELECT coalesce(max(generation), 0) + 1, ?, ?, ?, ? FROM generation
RETURNING generation
"""


def count(connection: sqlite3.Connection, name: str, number: int) -> range:
    """Take *number* numbers in a row."""
    statement = "UPDATE counter SET next = next + ? WHERE name = ? RETURNING next"
    ((after,),) = connection.execute(statement, (number, name)).fetchall()
    return range(after - number, after)


def found(connection: sqlite3.Connection, names: Sequence[Name]) -> dict[Name, int]:
    """Return the numbers of the objects that there are."""
    rows = ((name, connection.execute(_FIND, name).fetchone()) for name in names)
    return {name: row[0] for name, row in rows if row}


def give(connection: sqlite3.Connection, names: Sequence[Name], numbers: range) -> None:
    """Make an object of each name."""
    connection.executemany(
        _GIVE, [(at, *name, bytes(WIDTH)) for at, name in zip(numbers, names, strict=True)]
    )


def content(connection: sqlite3.Connection, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the numbers of the content that there is."""
    rows = ((name, connection.execute(_CONTENT, name).fetchone()) for name in names)
    return {name: row[0] for name, row in rows if row}


def name(connection: sqlite3.Connection, names: Sequence[tuple[str, str]]) -> None:
    """Give numbers to content."""
    numbers = count(connection, "content", len(names))
    connection.executemany(_NAME, [(at, *each) for at, each in zip(numbers, names, strict=True)])


def activate(connection: sqlite3.Connection, ruleset: int, now: int, why: str, actor: str) -> int:
    """Make a ruleset the active one."""
    ((generation,),) = connection.execute(_ACTIVATE, (ruleset, now, why, actor)).fetchall()
    return int(generation)
