"""`choices` -> the weighted pick of records that stays for a period (language rule 5)."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.define.literal import whole as read_whole
from rules.document import Node
from rules.expression.evaluate import Situation, evaluate
from rules.expression.node import (
    ZERO,
    Best,
    Binary,
    Choice,
    Compare,
    Const,
    Field,
    Function,
    Local,
    Lookup,
    MapField,
    Unary,
    const,
    walk,
)
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, record
from rules.lower import code
from rules.lower.build import ME, WHOLE, both, cell, compare, local, whole
from rules.lower.here import Here
from rules.lower.period import period
from rules.program.node import Assign, If, Let, Step, Write
from rules.site import hash_name

PRECISION = 1 << 20  # luck is compared after division by a weight, in parts this fine
_STILL = (
    Binary,
    Choice,
    Compare,
    Const,
    Field,
    Function,
    Local,
    Lookup,
    MapField,
    Unary,
)  # of these a weight never changes, as long as no function asks the time


def choices(here: Here, *, shared: bool = False) -> list[Step]:
    """Return what picks anew, once a period; with *shared* only what is not for each player."""
    known = here.definitions.vocabulary.choices
    wanted = [
        (name, node)
        for name, node in here.declared("choices")
        if name in known and not (shared and scalar_text(entry(node, "for")) in {"", "player"})
    ]
    return [_choice(here, name, node) for name, node in wanted]


def _choice(here: Here, name: str, node: Node) -> Step:
    """Return the weighted pick without replacement of language rule 5, once a period."""
    kind = scalar_text(entry(node, "one_of"))
    picks = read_whole(scalar_text(entry(node, "pick"))) or 1
    current = period(scalar_text(entry(node, "each")) or "day")
    steps: list[Step] = [Assign((Write(f"choice.{name}", None, current),))]
    for index in range(picks):
        best = _luckiest(here, name, node, kind, index)
        steps += [
            Let(f"_picked_{index}", best),
            Assign((Write(f"choice.{name}.{index}", None, local(f"_picked_{index}")),)),
        ]
    return If(compare(cell(f"choice.{name}"), "!=", current), tuple(steps), place=node.place)


def _luckiest(here: Here, name: str, node: Node, kind: str, index: int) -> Best:
    it = Local(record(kind), "it")
    inner = here.where("it", record(kind))
    weight = _weight(inner, node)
    owner = ME if scalar_text(entry(node, "for")) in {"", "player"} else ZERO
    arguments = (
        const(hash_name(f"choices.{name}")),
        owner,
        cell(f"choice.{name}"),
        Function(WHOLE, "record_hash", (it,)),
    )
    luck = whole("*", Function(WHOLE, "luck", arguments), const(PRECISION))
    per_weight = whole("//", luck, Function(weight.type, "max", (weight, const(1))))
    taken = [compare(it, "!=", local(f"_picked_{earlier}")) for earlier in range(index)]
    where = entry(node, "where")
    wanted = [inner.value(where, BOOL)] if where is not None else []
    if where is None and index == 0:
        _always(here, name, node, weight)
    allowed = both(*wanted, compare(weight, ">", ZERO), *taken)
    return Best(record(kind).maybe(), here.every(kind), "it", allowed, whole("-", ZERO, per_weight))


def _weight(inner: Here, node: Node) -> Expression:
    written = entry(node, "weigh")
    return inner.weight(written) if written is not None else const(1)


def _always(here: Here, name: str, node: Node, weight: Expression) -> None:
    """Report a choice that may find nothing: it is read as a record that is there."""
    picks = read_whole(scalar_text(entry(node, "pick"))) or 1
    written = entry(node, "weigh")
    if written is None or weight.type.lo > 0 or (entry(node, "pick") is not None and picks > 1):
        return
    if all(isinstance(part, _STILL) for part in walk(weight)):
        catalogue = here.definitions.vocabulary.catalogue
        records = range(here.every(scalar_text(entry(node, "one_of"))).size)
        if any(evaluate(weight, Situation(catalogue, locals={"it": each})) > 0 for each in records):
            return
    said = f"`{name}` picks nothing where every weight is 0"
    here.session.report(code.NO_CHOICE, written, said, "give one record a weight that is always above 0")
