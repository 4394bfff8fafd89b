"""Amounts as an expression names them -> rows, one for each asset that they can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from rules.expression.amounts import (
    AmountsChoice,
    AmountsExpression,
    AmountsField,
    AmountsLocal,
    AmountsSum,
    AmountsTimes,
)
from rules.expression.node import ZERO, Binary, Choice, Const, Function, Lookup, Node, Tallied
from rules.expression.scope import Asset, Vocabulary
from rules.expression.type import INTEGER_MOST, Type, integer, number, record
from rules.lower.substitute import substitute
from rules.program.node import Row

Rounding = Literal["floor", "ceil"]
MOST = 10**15


def whole_amount(value: Node, rounding: Rounding) -> Node:
    """Return an amount as a whole number: rounded down where it is given, up where it is paid."""
    if value.type.name == "int":
        return value
    return Function(integer(max(0, value.type.lo), min(MOST, value.type.hi)), rounding, (value,))


def rows_of(
    amounts: AmountsExpression, declared: Vocabulary, rounding: Rounding, meant: Mapping[str, Node]
) -> Iterator[Row]:
    """Yield a row for each asset; what stands for parameters of tables is put in."""
    for (slot, key), value in _parts(amounts, declared):
        kind = declared.catalogue.slot(slot).kind
        code = Const(record(kind), key) if kind else None
        yield Row(slot, code, whole_amount(substitute(value, meant), rounding))


def _parts(amounts: AmountsExpression, declared: Vocabulary) -> Iterator[tuple[Asset, Node]]:
    match amounts:
        case AmountsField():
            yield from _field(amounts, declared)
        case AmountsLocal():
            yield from _local(amounts, declared)
        case AmountsSum():
            for part in amounts.parts:
                yield from _parts(part, declared)
        case AmountsTimes():
            for asset, value in _parts(amounts.amounts, declared):
                yield asset, _times(value, amounts.factor)
        case AmountsChoice():
            yield from _choice(amounts, declared)


def _field(amounts: AmountsField, declared: Vocabulary) -> Iterator[tuple[Asset, Node]]:
    sign = declared.field(amounts.kind, amounts.name)
    for asset, values in sorted(sign.amounts.items()) if sign else ():
        type_ = integer(min(values), max(values))
        code = amounts.record
        yield (
            asset,
            Const(type_, values[int(code.value)])
            if isinstance(code, Const)
            else Lookup(type_, values, 0, code),
        )


def _local(amounts: AmountsLocal, declared: Vocabulary) -> Iterator[tuple[Asset, Node]]:
    """Yield what a tally may hold: a row for every asset of the game."""
    for slot in declared.catalogue.slots:
        for key in (
            range(len(declared.kind(slot.kind).ids))
            if slot.asset and slot.kind
            else (-1,)
            if slot.asset
            else ()
        ):
            code = Const(record(slot.kind), key) if slot.kind else None
            yield (slot.name, key), Tallied(integer(0, INTEGER_MOST), amounts.name, slot.name, code)


def _times(value: Node, factor: Node) -> Node:
    whole = value.type.name == factor.type.name == "int"
    lo, hi = value.type.lo * factor.type.lo, value.type.hi * factor.type.hi
    type_: Type = integer(lo, hi) if whole else number(lo, hi)
    return Binary(type_, "*", value, factor)


def _choice(amounts: AmountsChoice, declared: Vocabulary) -> Iterator[tuple[Asset, Node]]:
    for asset, value in _parts(amounts.then, declared):
        yield asset, Choice(value.type.within(0, value.type.hi), amounts.test, value, ZERO)
    for asset, value in _parts(amounts.other, declared):
        yield asset, Choice(value.type.within(0, value.type.hi), amounts.test, ZERO, value)
