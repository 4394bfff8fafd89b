"""`a[b]` -> the value of a map at a record, or how much of an asset is in amounts."""

from __future__ import annotations

import ast

from rules.expression.asset import AssetExpression, asset
from rules.expression.code import TYPE, UNKNOWN_MEMBER
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.interval import Interval
from rules.expression.member import value_range
from rules.expression.node import (
    Binary,
    Const,
    Escrow,
    Field,
    Local,
    Lookup,
    MapField,
    Node,
    Tallied,
    const,
)
from rules.expression.offer import MOST, Lies, lies_in
from rules.expression.scope import FieldSign, Vocabulary
from rules.expression.type import INTEGER_MOST, Type, integer


def subscript(inference: Inference, tree: ast.Subscript, _wanted: Type | None) -> Node:
    """Return what `a[b]` means."""
    escrow = lies_in(inference, tree.value)
    if escrow is not None:
        return _lying(inference, tree, escrow)
    base = inference.value(tree.value)
    match base:
        case Field(type=Type(name="map")):
            return _map(inference, base, tree.slice)
        case Field(type=Type(name="amounts")):
            return _amount(inference, tree, base)
        case Local(type=Type(name="amounts")):
            found = asset(inference, tree.slice)
            return Tallied(integer(0, INTEGER_MOST), base.name, found.slot, found.key) if found else UNKNOWN
        case _:
            pass
    if not known(base):
        return UNKNOWN
    return inference.report(
        tree, TYPE, f"this is {described(base.type)}, it has no `[...]`", "only maps and amounts have"
    )


def _lying(inference: Inference, tree: ast.Subscript, escrow: Lies) -> Node:
    """Return how much of an asset lies in an offer; only what is held can."""
    found = asset(inference, tree.slice)
    if found is None or not known(escrow.offer, *([escrow.putter] if escrow.putter else [])):
        return UNKNOWN
    if found.key is None:
        return inference.report(
            tree.slice, TYPE, "only what players hold can lie in an offer", "name a record"
        )
    return Escrow(integer(0, MOST), escrow.offer, found.slot, found.key, escrow.putter)


def _map(inference: Inference, base: Field, tree: ast.expr) -> Node:
    (key_type,), item = base.type.params, base.type.item
    key = inference.fitting(tree, key_type)
    if not known(key) or item is None:
        return UNKNOWN
    declared = inference.scope.declared
    rows = declared.kind(base.kind).maps[base.name]
    if isinstance(base.record, Const) and isinstance(key, Const) and item.numeric:
        value = rows[int(base.record.value)][int(key.value)]
        return Const(item.within(value, value), value)
    if item.numeric:
        item = item.within(*_map_range(declared, base, item))
    return MapField(item, base.kind, base.name, base.record, key)


def _map_range(declared: Vocabulary, base: Field, item: Type) -> Interval:
    if (base.kind, base.name) not in declared.ranges:
        values = (value for row in declared.kind(base.kind).maps[base.name] for value in row)
        declared.ranges[base.kind, base.name] = value_range(values, item)
    return declared.ranges[base.kind, base.name]


def _amount(inference: Inference, tree: ast.Subscript, base: Field) -> Node:
    """Return how much of an asset a record's amounts name: a table over records (and keys)."""
    found = asset(inference, tree.slice)
    sign = inference.scope.declared.field(base.kind, base.name)
    if found is None or sign is None:
        return UNKNOWN
    values, index = _amounts(inference.scope.declared, sign, base, found)
    if not values:
        return inference.report(tree, UNKNOWN_MEMBER, f"no `{base.kind}` has amounts, so none can be read")
    return Lookup(integer(min(values), max(values)), values, 0, index, (base.kind, base.name))


def _amounts(
    declared: Vocabulary, sign: FieldSign, base: Field, found: AssetExpression
) -> tuple[tuple[int, ...], Node]:
    records = len(declared.kind(base.kind).ids)
    nothing = (0,) * records
    if found.key is None or isinstance(found.key, Const):
        key = -1 if found.key is None else int(found.key.value)
        return sign.amounts.get((found.slot, key), nothing), base.record
    keys = len(declared.kind(found.key.type.kind).ids)
    rows = [sign.amounts.get((found.slot, key), nothing) for key in range(keys)]
    last = integer(0, records * keys)
    index = Binary(last, "+", Binary(last, "*", found.key, const(records)), base.record)
    return tuple(value for row in rows for value in row), index
