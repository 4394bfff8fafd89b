"""An entry of a table that can never come."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import tables, word
from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.define.literal import whole
from rules.document import Mapping, Node
from rules.lower.table.weight import REST, entries_of
from rules.problem import Problem, warning

UNREACHABLE = warning("W701", "an entry of a table can never come")
CODES = (UNREACHABLE,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield entries without weight, a rest of nothing, and what a certain entry leaves no room for."""
    for _, table in tables(pack):
        known = entries_of(table)
        values = known.constant()
        if values is None or word(table, "pick") == "all" or (known.word == "weight" and not any(values)):
            continue
        promised = _promised(table)
        for name, node, value in zip(known.names, known.stated(), values, strict=True):
            if node is not None and value == 0 and name not in promised:
                yield _problem(name, node)
        yield from _certain(table)


def _promised(table: Mapping) -> set[str]:
    """Return the entries that a guarantee lifts above their own chance."""
    return {word(row, "entry") for row in items(entry(table, "guarantees"))}


def _problem(name: str, node: Node) -> Problem:
    if scalar_text(node) == REST:
        said = f"`{name}` can never come: the other chances leave no rest"
        return UNREACHABLE.at(node.place, said, help="lower another chance, or take the entry out")
    said = f"`{name}` can never come: its chance is 0"
    return UNREACHABLE.at(node.place, said, help="give it some, or take the entry out")


def _certain(table: Mapping) -> Iterator[Problem]:
    rows = items(entry(table, "guarantees"))
    first = rows[0] if rows else None
    by = entry(first, "by")
    if by is not None and whole(scalar_text(by)) == 1:
        said = f"with `by: 1` each draw brings `{word(first, 'entry')}`, and nothing else can come"
        yield UNREACHABLE.at(by.place, said, help="write a later draw, or take the other entries out")
    for row in rows:
        yield from _late(row)


def _late(row: Node) -> Iterator[Problem]:
    begin, by = entry(entry(row, "soft"), "from"), whole(word(row, "by"))
    if begin is not None and by is not None and (whole(scalar_text(begin)) or 0) >= by:
        said = f"the chance never grows: draw {by} is certain already"
        yield UNREACHABLE.at(begin.place, said, help="let it begin earlier, or take `soft` out")
