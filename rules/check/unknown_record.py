"""A record that is named and is not there: in a field, an amount, a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rules.check.forms import entries, played
from rules.check.subject import Subject
from rules.define.amounts import assets_of
from rules.define.form import entry, read_param, scalar_text
from rules.document import Node
from rules.problem import Problem, error
from rules.suggest import Spelling, did_you_mean

UNKNOWN_RECORD = error("E601", "a record that is named is not there")
CODES = (UNKNOWN_RECORD,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every reference of a field, an amount or a scenario that leads nowhere."""

    @cache
    def known(kind: str) -> Spelling:
        return Spelling(_words(pack, kind))

    for node, kind in [*pack.definitions.unknown, *_arguments(pack)]:
        name = scalar_text(node)
        said = (
            f"`{name}` can be neither held nor spent"
            if kind == "amounts"
            else f"there is no `{kind}` called `{name}`"
        )
        yield UNKNOWN_RECORD.at(node.place, said, help=did_you_mean(name, known(kind)) or _where(kind))


def _words(pack: Subject, kind: str) -> list[str]:
    definitions = pack.definitions
    if kind == "amounts":
        return list(assets_of(definitions.kinds, definitions.variables))
    return list(definitions.tables if kind == "table" else definitions.kinds[kind].records)


def _where(kind: str) -> str:
    if kind == "amounts":
        return "name a record of a kind with `holdable: stack`, or a variable with `spendable: true`"
    return "declare it in `tables`" if kind == "table" else f"write it under `{kind}`"


def _arguments(pack: Subject) -> Iterator[tuple[Node, str]]:
    """Yield what scenarios give to parameters that want a record."""
    actions, kinds = pack.definitions.declared("actions"), pack.definitions.kinds
    for name, given in played(pack):
        for param, value in entries(given):
            declared = entry(entry(actions.get(name.text), "params"), param)
            form = read_param(declared, kinds, pack.definitions.offer_ids) if declared is not None else None
            wanted = form.type.kind if form is not None and form.type.name == "record" else ""
            text = scalar_text(value)
            if wanted and text != "none" and text not in pack.catalogue.kinds[wanted].codes:
                yield value, wanted
