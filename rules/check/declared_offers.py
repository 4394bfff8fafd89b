"""Offers that cannot be: a name that is taken, a field that no cell can hold, `mine` of no offer."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import entries, key_of, word
from rules.check.subject import Subject
from rules.define.form import VERSION, entry, read_param, read_type
from rules.define.offer import CELLS
from rules.document import Node
from rules.lower.code import DECLARED
from rules.problem import Problem
from rules.program.offer import BUILT_IN

CODES = (DECLARED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what is wrong with the declaration of a kind of offer, or of a parameter that asks for one."""
    kinds = pack.definitions.kinds
    for name, offer in pack.declared("offers"):
        if name in kinds or name in pack.definitions.variables or name == VERSION:
            said = f"`{name}` is the name of something else, which a type or a slot would be taken for"
            yield DECLARED.at(pack.place("offers", name), said, help="choose another name")
        fields = entry(offer, "fields")
        for field, node in entries(fields):
            yield from _field(pack, key_of(fields or node, field), field, node)
    for _, action in pack.declared("actions"):
        for _, param in entries(entry(action, "params")):
            yield from _param(pack, param)


def _field(pack: Subject, key: Node, name: str, node: Node) -> Iterator[Problem]:
    if name in BUILT_IN:
        said = f"every offer has its own `{name}`"
        yield DECLARED.at(key.place, said, help="choose another name")
        return
    type_ = read_type(node, pack.definitions.kinds)
    if type_ is not None and type_.name not in CELLS:
        said = f"a field of an offer cannot hold a {type_}"
        help_ = "it holds a whole number, a truth, a time, a player or a record"
        yield DECLARED.at(node.place, said, help=help_)


def _param(pack: Subject, param: Node) -> Iterator[Problem]:
    form = read_param(param, pack.definitions.kinds, pack.definitions.offer_ids)
    if form is None:
        return
    mine, of = entry(param, "mine"), entry(param, "of")
    if mine is not None and form.type.name != "offer":
        yield DECLARED.at(
            mine.place, "only an offer can be `mine`", help="take it out, or write `owned: true`"
        )
    is_version = word(param, "type") == VERSION
    if is_version and of is None:
        said = "it is not said of which kind of offer this is the version"
        yield DECLARED.at(param.place, said, help="write `{type: version, of: …}`")
    if of is not None and not is_version:
        yield DECLARED.at(of.place, "only a `version` is `of` a kind of offer", help="take it out")
