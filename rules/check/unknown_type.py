"""A type that is none: neither a word of the language nor a kind, or bounds the wrong way round."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rules.check.forms import asked, entries, types
from rules.check.subject import Subject
from rules.define.form import SIMPLE, VERSION, entry, items, parameters, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node, Scalar, Sequence
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_TYPE = error("E602", "a type is neither a word of the language nor a kind")
NO_BOUNDS = error("E603", "the least is greater than the greatest")
CODES = (UNKNOWN_TYPE, NO_BOUNDS)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what is wrong with any type that is written."""
    kinds = pack.definitions.kinds
    for node in types(pack):
        yield from _wrong(node, kinds)
    for node in asked(pack):
        yield from _wrong(node, {VERSION, *kinds, *pack.definitions.offer_ids})
    for name, variable in entries(pack.definitions.root.get("variables")):
        per = entry(variable, "per")
        if isinstance(per, Scalar) and per.text not in kinds:
            said = f"`{name}` is kept per `{per.text}`, which is no kind"
            yield UNKNOWN_TYPE.at(per.place, said, help=did_you_mean(per.text, kinds))


def _wrong(node: Node, kinds: Collection[str]) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        if node.text not in SIMPLE and node.text not in kinds:
            known = [*SIMPLE, *kinds]
            help_ = (
                did_you_mean(node.text, known) or f"declare it: `kinds: {{{node.text}: {{fields: {{…}}}}}}`"
            )
            yield UNKNOWN_TYPE.at(node.place, f"`{node.text}` is no type and no kind", help=help_)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _wrong(item, kinds)
    elif isinstance(node, Mapping):
        yield from _in_mapping(node, kinds)


def _in_mapping(node: Mapping, kinds: Collection[str]) -> Iterator[Problem]:
    for word in ("int", "number", "duration"):
        yield from _bounds(node.entries.get(word))
    for inner in (*items(node.entries.get("map")), node.entries.get("formula"), node.entries.get("type")):
        if inner is not None:
            yield from _wrong(inner, kinds)
    for param in parameters(node).values():
        yield from _wrong(param, kinds)


def _bounds(node: Node | None) -> Iterator[Problem]:
    ends = [exact(scalar_text(part)) for part in items(node)]
    known = [end for end in ends if end is not None]
    if node is not None and len(known) == len(ends) and known != sorted(known):
        yield NO_BOUNDS.at(
            node.place, "the least is greater than the greatest", help="write the lesser end first"
        )
