"""`a.b` -> a field of a record, what a player has, a part of a signal, or the record `kind.id`."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from math import inf

from rules.expression.code import ARGUMENTS, TYPE, UNKNOWN_MEMBER
from rules.expression.fit import described
from rules.expression.formula import applied
from rules.expression.inference import Inference
from rules.expression.interval import Interval
from rules.expression.node import Const, Field, Local, Node
from rules.expression.offer import of_offer
from rules.expression.scope import COMMON_FIELDS, Vocabulary
from rules.expression.type import NONE, Type, record
from rules.expression.unify import is_open
from rules.expression.variable import scalar
from rules.suggest import did_you_mean

_RANGED = frozenset({"int", "number", "day", "time", "duration"})
_CONSTANT = _RANGED | {"bool", "record"}


def member(inference: Inference, tree: ast.Attribute, _wanted: Type | None) -> Node:
    """Return what `a.b` means."""
    base = tree.value
    if isinstance(base, ast.Name) and base.id in inference.scope.declared.kinds and is_open(inference, base):
        return _record(inference, tree, base.id)
    owner = inference.value(base)
    match owner.type.name:
        case "unknown":
            return owner
        case "record":
            return field_of(inference, tree, owner, tree.attr)
        case "player":
            return _of_player(inference, tree, owner)
        case "offer":
            return of_offer(inference, tree, owner, tree.attr)
        case "signal":
            return _of_signal(inference, tree, owner.type.kind)
        case _:
            pass
    return inference.report(tree, TYPE, f"this is {described(owner.type)}, it has no `{tree.attr}`")


def _record(inference: Inference, tree: ast.Attribute, kind: str) -> Node:
    codes = inference.scope.declared.kind(kind).codes
    if tree.attr not in codes:
        return no_member(inference, tree, f"there is no `{kind}` called `{tree.attr}`", tree.attr, codes)
    return Const(record(kind), codes[tree.attr])


def field_of(inference: Inference, tree: ast.expr, owner: Node, name: str) -> Node:
    """Return a field of a record."""
    declared, kind = inference.scope.declared, owner.type.kind
    sign = declared.field(kind, name)
    if sign is None:
        fields = (*declared.kinds[kind].fields, *COMMON_FIELDS)
        return no_member(
            inference, tree, f"a `{kind}` has no `{name}`", name, fields, _hidden(declared, tree, name)
        )
    if sign.formula is not None:
        return applied(inference, tree, sign.formula, [], record=owner)
    if isinstance(owner, Const) and sign.type.name in _CONSTANT:
        value = declared.kind(kind).columns[name][int(owner.value)]
        type_ = sign.type if value == NONE else sign.type.present()
        return Const(type_.within(value, value) if type_.name in _RANGED and value != NONE else type_, value)
    return Field(column_type(declared, kind, name, sign.type), kind, name, owner)


def column_type(declared: Vocabulary, kind: str, name: str, type_: Type) -> Type:
    """Return the type of a constant field, its bounds those of the values that are there."""
    if type_.name not in _RANGED:
        return type_
    if (kind, name) not in declared.ranges:
        declared.ranges[kind, name] = value_range(declared.kind(kind).columns[name], type_)
    return type_.within(*declared.ranges[kind, name])


def value_range(values: Iterable[float], type_: Type) -> Interval:
    """Return the least and the greatest of constant values, or the declared bounds where there are none."""
    lo, hi = inf, -inf
    for value in values:
        if value != NONE:
            lo, hi = min(lo, value), max(hi, value)
    return (lo, hi) if lo <= hi else (type_.lo, type_.hi)


def _of_player(inference: Inference, tree: ast.Attribute, owner: Node) -> Node:
    declared, name = inference.scope.declared, tree.attr
    if name in declared.variables:
        return scalar(inference, tree, name, owner)
    if name in declared.formulas:
        return applied(inference, tree, declared.formulas[name], [], owner=owner)
    if name == "owned":
        return inference.report(tree, ARGUMENTS, "`owned` is a function", "write `owned(...)`")
    return no_member(
        inference, tree, f"a player has no `{name}`", name, (*declared.variables, *declared.formulas)
    )


def _of_signal(inference: Inference, tree: ast.Attribute, action: str) -> Node:
    members = inference.scope.signals[action]
    if tree.attr not in members:
        return no_member(inference, tree, f"`{action}` has no `{tree.attr}`", tree.attr, members)
    sign = members[tree.attr]
    return Local(sign.type, sign.name)


def _hidden(declared: Vocabulary, tree: ast.expr, name: str) -> str | None:
    """Return what to write for a record of a kind whose name a local has here."""
    match tree:
        case ast.Attribute(value=ast.Name(id=kind)) if (
            kind in declared.kinds and name in declared.kind(kind).codes
        ):
            return (
                f"`{kind}` is a local here; call it another name, or write `{name}` where its kind is known"
            )
    return None


def no_member(
    inference: Inference,
    tree: ast.expr,
    message: str,
    name: str,
    near: Iterable[str],
    help_: str | None = None,
) -> Node:
    """Report a field or record that does not exist."""
    return inference.report(tree, UNKNOWN_MEMBER, message, help_ or did_you_mean(name, near))
