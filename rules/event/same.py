"""The rules without events and those of a combination -> what differs that must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rules.define.sign import OF_VARIABLE
from rules.expression.node import Apply, Field, MapField, Member, Node, Reached, walk
from rules.expression.node import Fold as Folded
from rules.lower.pack import Lowered
from rules.program.catalogue import Catalogue
from rules.program.node import Program
from rules.program.slot import Slot


def differing(base: Lowered, other: Lowered) -> Iterator[tuple[str, str]]:
    """Yield what an event changes that outlasts it or that others know already, and what to do instead."""
    yield from _kinds(base.catalogue, other.catalogue)
    yield from _slots(base.catalogue, other.catalogue)
    yield from _programs(base.programs, other.programs, "action")
    yield from _programs(base.endings, other.endings, "offer")
    yield from _growing(base.catalogue, other.catalogue)


def _kinds(base: Catalogue, other: Catalogue) -> Iterator[tuple[str, str]]:
    for name, kind in base.kinds.items():
        if other.kinds[name].ids != kind.ids:
            yield (
                f"the records of `{name}`, or their order",
                "declare them outside of the event; `where: active(…)` says when they count",
            )


def _slots(base: Catalogue, other: Catalogue) -> Iterator[tuple[str, str]]:
    before, after = ({slot.name: _remembered(slot) for slot in each.slots} for each in (base, other))
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if names:
        shown = ", ".join(f"`{name}`" for name in names[:3])
        yield f"what is remembered ({shown})", "declare it outside of the event"


def _remembered(slot: Slot) -> tuple[object, ...]:
    return replace(slot, initial=None), slot.initial is None


def _programs(
    base: Mapping[str, Program], other: Mapping[str, Program], sort: str
) -> Iterator[tuple[str, str]]:
    for name in sorted(base.keys() | other.keys()):
        one, two = base.get(name), other.get(name)
        if one is None or two is None or _asked(one) != _asked(two):
            yield (
                f"what the {sort} `{name}` asks for",
                "declare it outside of the event; `require` refuses it",
            )


def _asked(program: Program) -> tuple[object, ...]:
    params = tuple((each.name, each.type, each.default is None) for each in program.params)
    return params, program.who


def _growing(base: Catalogue, other: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the variables that would grow otherwise: also for the time before the event began."""
    for name in base.formulas:
        if OF_VARIABLE in name and _reckoned(base, name) != _reckoned(other, name):
            variable = name.partition(OF_VARIABLE)[2]
            yield (
                f"how `{variable}` regenerates, and it would for the time before as well",
                "let the event change what an action gives, or keep what `regenerates` reads apart",
            )


def _reckoned(catalogue: Catalogue, name: str) -> list[object]:
    """Return all that a formula hangs on but the state: bodies of formulas, fields of records."""
    found: list[object] = []
    seen, left = {name}, [name]
    while left:
        formula = catalogue.formulas[left.pop()]
        found.append(formula.bodies)
        for node in (part for body in formula.bodies for part in walk(body)):
            found.append(_field(catalogue, node))
            if isinstance(node, Apply) and node.formula not in seen and node.formula in catalogue.formulas:
                seen.add(node.formula)
                left.append(node.formula)
    return found


def _field(catalogue: Catalogue, node: Node) -> object:
    match node:
        case Field(kind=kind, name=name):
            return catalogue.kinds[kind].columns.get(name)
        case MapField(kind=kind, name=name):
            return catalogue.kinds[kind].maps.get(name)
        case Member(kind=kind, name=name):
            return catalogue.kinds[kind].lists.get(name)
        case Reached(kind=kind):
            return catalogue.kinds[kind].columns.get(catalogue.kinds[kind].ordered_by)
        case Folded(domain=domain) if domain.form == "field":
            return catalogue.kinds[domain.owner].lists.get(domain.field)
        case _:
            return None
