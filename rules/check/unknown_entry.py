"""A guarantee of an entry that its table does not have."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import entries, tables
from rules.check.subject import Subject
from rules.define.form import entry, items
from rules.document import Node, Scalar
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_ENTRY = error("E609", "a guarantee names an entry that the table does not have")
CODES = (UNKNOWN_ENTRY,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every entry that a guarantee names in vain."""
    for name, table in tables(pack):
        known = dict(entries(entry(table, "entries")))
        for row in items(entry(table, "guarantees")):
            for node in (entry(row, "entry"), *items(entry(row, "met_by"))):
                if isinstance(node, Scalar) and node.text not in known:
                    yield _problem(node, name, known)


def _problem(node: Scalar, table: str, known: dict[str, Node]) -> Problem:
    said = f"`{table}` has no entry `{node.text}`"
    return UNKNOWN_ENTRY.at(node.place, said, help=did_you_mean(node.text, known))
