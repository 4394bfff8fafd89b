"""A chance that is written as a percentage below 0 or above 100 %, or a weight below 0."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import doing, entries, steps, tables
from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact
from rules.document import Node
from rules.problem import Problem, error

OUTSIDE = error("E612", "a chance is below 0 or above 100 %")
CODES = (OUTSIDE,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every percentage that can be no chance; plain numbers are refused by their form already."""
    for node in _written(pack):
        text = scalar_text(node)
        value = exact(text) if text.endswith("%") else None
        if value is not None and not 0 <= value <= 1:
            said = f"a chance is from 0 to 100 %, not `{text}`"
            yield OUTSIDE.at(node.place, said, help="write a percentage from `0%` to `100%`")


def _written(pack: Subject) -> Iterator[Node]:
    for _, table in tables(pack):
        for _, each in entries(entry(table, "entries")):
            yield from _of(each, "chance", "weight")
        for row in items(entry(table, "guarantees")):
            yield from _of(entry(row, "soft"), "add")
    for _, _, node in doing(pack):
        for step in steps(node):
            yield from _of(step, "chance")
            yield from (rate for _, rate in entries(entry(step, "fee")))
    for _, profile in pack.declared("profiles"):
        yield from _of(entry(profile, "logs_in"), "chance", "weekend")
        yield from _of(entry(profile, "stops"), "chance")
        for row in (*items(entry(profile, "does")), *items(entry(profile, "spends"))):
            yield from _of(row, "chance")


def _of(node: Node | None, *words: str) -> Iterator[Node]:
    yield from (found for word in words if (found := entry(node, word)) is not None)
