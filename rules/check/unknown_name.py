"""An id of a definition that is not there: an action, a kind, a field, an exception."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rules.check.forms import entries, general, requirements, word
from rules.check.subject import Subject
from rules.define.form import entry, items
from rules.define.kind import KindForm
from rules.document import Node, Scalar
from rules.problem import Problem, error
from rules.program.ranking import PERIODS
from rules.suggest import did_you_mean

UNKNOWN_NAME = error("E604", "a definition that is named is not there")
CODES = (UNKNOWN_NAME,)

Named = tuple[Node | None, str, Collection[str]]  # where it stands, what it should be, what there is


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every name of a definition that leads nowhere."""
    for node, what, known in (*_actions(pack), *_kinds(pack), *_exceptions(pack)):
        if (
            isinstance(node, Scalar)
            and node.text not in known
            and pack.definitions.current("actions", node.text) not in known
        ):
            help_ = did_you_mean(node.text, known)
            yield UNKNOWN_NAME.at(node.place, f"there is no {what} called `{node.text}`", help=help_)


def _actions(pack: Subject) -> Iterator[Named]:
    known = pack.definitions.declared("actions")
    for _, reaction in pack.declared("reactions"):
        yield entry(reaction, "after"), "action", known
    for noun in ("commands", "menus"):
        for _, group in pack.declared(noun):
            yield from ((each, "action", known) for each in items(entry(group, "actions")))
    for _, product in pack.declared("products"):
        yield from ((entry(product, word), "action", known) for word in ("action", "ends"))
    for _, guard in pack.declared("guards"):
        yield from ((each, "action", known) for each in items(entry(guard, "for")))
    for _, action in pack.declared("actions"):
        params = (param for _, param in entries(entry(action, "params")))
        yield from ((entry(param, "of"), "kind of offer", pack.definitions.offer_ids) for param in params)
    for _, view in pack.declared("views"):
        yield from ((entry(each, "action"), "action", known) for each in items(entry(view, "buttons")))


def _kinds(pack: Subject) -> Iterator[Named]:
    kinds = pack.definitions.kinds
    for name, kind in pack.declared("kinds"):
        yield entry(kind, "ordered_by"), f"field of `{name}`", kinds[name].fields
    ordered = [name for name, kind in kinds.items() if _by_day(kind)]
    for _, ranking in pack.declared("rankings"):
        yield entry(ranking, "keeps"), "period", (*PERIODS, *ordered)
    yield entry(entry(pack.definitions.root.get("game"), "notices"), "of"), "kind", kinds
    for _, choice in pack.declared("choices"):
        yield entry(choice, "one_of"), "kind", kinds


def _by_day(kind: KindForm) -> bool:
    field = kind.fields.get(kind.ordered_by)
    return field is not None and field.type.name == "day"


def _exceptions(pack: Subject) -> Iterator[Named]:
    rule = general(pack)
    known = {*(word(row, "else") for row in requirements(rule)), word(rule, "limit")} - {""}
    for _, action in pack.declared("actions"):
        for each in items(entry(action, "except")):
            yield each, "requirement of `game.every_action`", known
