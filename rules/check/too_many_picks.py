"""A pick of more different records or entries than there are."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import entries, tables, word
from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.define.literal import whole
from rules.document import Node
from rules.problem import Problem, error

TOO_MANY = error("E621", "more different things are picked than there are")
CODES = (TOO_MANY,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield choices of more records than a kind has, and draws of more entries than a table has."""
    for name, choice in pack.declared("choices"):
        kind = pack.definitions.kinds.get(word(choice, "one_of"))
        if kind is not None:
            yield from _problem(
                entry(choice, "pick"), len(kind.records), f"`{name}` picks", f"`{kind.name}` has"
            )
    for name, table in tables(pack):
        distinct = entry(entry(table, "pick"), "distinct")
        found = [node for _, node in entries(entry(table, "entries"))]
        if not any(entry(node, "one_of") is not None for node in found):
            yield from _problem(distinct, len(found), f"`{name}` draws", "it has")


def _problem(node: Node | None, there: int, picks: str, has: str) -> Iterator[Problem]:
    wanted = whole(scalar_text(node)) or 0
    if node is not None and wanted > there:
        yield TOO_MANY.at(
            node.place, f"{picks} {wanted}, but {has} only {there}", help="pick fewer, or write more"
        )
