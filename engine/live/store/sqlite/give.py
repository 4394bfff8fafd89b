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


def count(line: sqlite3.Connection, name: str, number: int) -> range:
    """Take *number* numbers in a row."""
    statement = "UPDATE counter SET next = next + ? WHERE name = ? RETURNING next"
    ((after,),) = line.execute(statement, (number, name)).fetchall()
    return range(after - number, after)


def found(line: sqlite3.Connection, names: Sequence[Name]) -> dict[Name, int]:
    """Return the numbers of the objects that there are."""
    rows = ((name, line.execute(_FIND, name).fetchone()) for name in names)
    return {name: row[0] for name, row in rows if row}


def give(line: sqlite3.Connection, names: Sequence[Name], numbers: range) -> None:
    """Make an object of each name."""
    line.executemany(_GIVE, [(at, *name, bytes(WIDTH)) for at, name in zip(numbers, names, strict=True)])


def content(line: sqlite3.Connection, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the numbers of the content that there is."""
    rows = ((name, line.execute(_CONTENT, name).fetchone()) for name in names)
    return {name: row[0] for name, row in rows if row}


def name(line: sqlite3.Connection, names: Sequence[tuple[str, str]]) -> None:
    """Give numbers to content."""
    numbers = count(line, "content", len(names))
    line.executemany(_NAME, [(at, *each) for at, each in zip(numbers, names, strict=True)])


def activate(line: sqlite3.Connection, ruleset: int, now: int, why: str, actor: str) -> int:
    """Make a ruleset the active one."""
    ((generation,),) = line.execute(_ACTIVATE, (ruleset, now, why, actor)).fetchall()
    return int(generation)
