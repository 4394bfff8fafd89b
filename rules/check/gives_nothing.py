"""A table of which nothing can ever come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.check.forms import entries, tables, word
from rules.check.subject import Subject
from rules.define.form import entry
from rules.define.literal import whole
from rules.document import Mapping as Tree
from rules.document import Node
from rules.problem import Problem, warning

GIVES_NOTHING = warning("W704", "a table can give nothing at all")
CODES = (GIVES_NOTHING,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every table without one entry that gives something; losing entries beside others are fine."""
    known = dict(tables(pack))
    for name, table in known.items():
        if (
            entry(table, "entries") is not None
            and not pack.broken(table)
            and not _gives(table, known, {name})
        ):
            said = f"nothing can come out of `{name}`: none of its entries gives anything"
            help_ = "write `give`, `one_of` or `table` in one of them"
            yield GIVES_NOTHING.at(table.key("entries").place, said, help=help_)


def _gives(table: Tree, known: Mapping[str, Tree], within: set[str]) -> bool:
    return any(_brings(each, known, within) for _, each in entries(entry(table, "entries")))


def _brings(written: Node, known: Mapping[str, Tree], within: set[str]) -> bool:
    """Tell whether an entry can give something: amounts, a record, or what another table gives."""
    if whole(word(written, "times")) == 0:
        return False
    given = entry(written, "give")
    if entry(written, "one_of") is not None or (given is not None and not _empty(given)):
        return True
    nested = word(written, "table")
    if nested in within:
        return False
    return bool(nested) and (nested not in known or _gives(known[nested], known, {*within, nested}))


def _empty(given: Node) -> bool:
    return isinstance(given, Tree) and all(whole(word(given, name)) == 0 for name in given.entries)
