"""A call of a function on records and optionals -> its typed form."""

from __future__ import annotations

import ast

from rules.expression.asset import held_record
from rules.expression.code import TYPE, UNKNOWN_NAME
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.loop import choice_of
from rules.expression.member import field_of
from rules.expression.node import (
    Cell,
    Domain,
    Field,
    Fold,
    Function,
    Local,
    Lookup,
    Node,
    Reached,
    Tallied,
    truth,
)
from rules.expression.type import BOOL, INTEGER_MOST, Type, integer, record
from rules.expression.unify import pair, retyped, union
from rules.suggest import did_you_mean

_MOST_STEPS = 4096


def has(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return whether an optional is there."""
    value = inference.of(tree.args[0])
    if not known(value):
        return value
    return Function(BOOL, name, (value,)) if value.type.optional else truth(value=True)


def default(inference: Inference, tree: ast.Call, name: str, wanted: Type | None) -> Node:
    """Return an optional, or what stands for it where it is absent."""
    value, other = pair(inference, tree.args[0], inference, tree.args[1], wanted)
    if not known(value, other):
        return UNKNOWN
    type_ = union(value.type.present(), other.type)
    if type_ is None:
        message = f"the value is {described(value.type)}, its default {described(other.type)}"
        return inference.report(tree, TYPE, message, "both are of one type")
    return Function(type_, name, (value, retyped(other, type_))) if value.type.optional else value


def size(inference: Inference, tree: ast.Call, _name: str) -> Node:
    """Return how many are in a list, a choice or what was drawn."""
    (arg,) = tree.args
    choice = choice_of(inference, arg)
    if choice:
        over = Domain("slots", len(choice.slots), choice.kind, slots=choice.slots)
        return Fold(integer(0, over.size), "count", over, "it", None, None)
    value = inference.value(arg)
    match value:
        case Local(type=Type(name="amounts")):
            return Tallied(integer(0, INTEGER_MOST), value.name)
        case Field(type=Type(name="list" | "texts")):
            lengths = tuple(len(row) for row in inference.scope.declared.kind(value.kind).lists[value.name])
            type_ = integer(min(lengths, default=0), max(lengths, default=0))
            return Lookup(type_, lengths, 0, value.record, (value.kind, value.name))
        case _:
            pass
    if not known(value):
        return value
    return inference.report(arg, TYPE, f"`size` takes a list or amounts, this is {described(value.type)}")


def owned(inference: Inference, tree: ast.Call, _name: str) -> Node:
    """Return how many of a holdable record the player has."""
    return holding(inference, tree, None)


def holding(inference: Inference, tree: ast.Call, owner: Node | None) -> Node:
    """Return how many of a holdable record somebody has."""
    (arg,) = tree.args
    node = held_record(inference, arg)
    if not known(node):
        return node
    sign = inference.scope.declared.kinds[node.type.kind].holding if node.type.name == "record" else None
    if sign is None:
        return inference.report(arg, TYPE, f"this is {described(node.type)}, which cannot be owned")
    return Cell(sign.type, sign.slot, node, owner)


def reached(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return the last record of an ordered kind whose step is reached, or the one that is met exactly."""
    first, second = tree.args
    kinds = inference.scope.declared.kinds
    kind = first.id if isinstance(first, ast.Name) else ""
    if kind not in kinds or not kinds[kind].ordered_by:
        ordered = [known_ for known_, sign in kinds.items() if sign.ordered_by]
        message = f"`{name}` takes a kind that is `ordered_by` a field"
        return inference.report(first, UNKNOWN_NAME, message, did_you_mean(kind, ordered))
    step = field_of(inference, first, Local(record(kind), "it"), kinds[kind].ordered_by)
    value = inference.value(second, step.type)
    if not known(value):
        return value
    if union(step.type, value.type) is None:
        message = f"`{kind}` is ordered by {described(step.type)}, this is {described(value.type)}"
        return inference.report(second, TYPE, message)
    steps = inference.scope.declared.kind(kind).columns[kinds[kind].ordered_by]
    always = (
        _always_met(steps, value.type) if name == "exactly" else bool(steps) and value.type.lo >= steps[0]
    )
    type_ = record(kind)
    return Reached(type_ if always else type_.maybe(), kind, value, exact=name == "exactly")


def _always_met(steps: tuple[float, ...], type_: Type) -> bool:
    if type_.name == "number" or type_.hi - type_.lo > _MOST_STEPS:
        return False
    return all(value in steps for value in range(int(type_.lo), int(type_.hi) + 1))
