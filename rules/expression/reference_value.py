"""The values of the reference evaluator: records by id, numbers by rationals, and what a sample holds."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rules.expression.type import INTEGER_MOST, NONE, Type
from rules.number import SNAP
from rules.program.catalogue import Catalogue, Kind
from rules.program.moment import Moment
from rules.program.slot import unpair

Value = Any  # int, float, bool, str, Ref, None (absent), tuple (list), dict (map, amounts, signal)


@dataclass(frozen=True, slots=True)
class Ref:
    """A record by id; its kind is not known where only an id is written."""

    id: str
    kind: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OfferRef:
    """An offer by its number."""

    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One situation, by id: cells by slot (and key), locals, the moment, cells of others and of offers.

    A tally is {(slot, id or None): count}, a signal {member: value}. *results* are those of formulas, by
    their arguments: they depend on nothing else while the situation stands.
    """

    cells: Mapping[str, Value] = field(default_factory=dict)
    locals: Mapping[str, Value] = field(default_factory=dict)
    moment: Moment = field(default_factory=lambda: Moment(0, 0))
    players: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    offers: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    results: dict[tuple[Value, ...], Value] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls, catalogue: Catalogue, cells: list[Any], moment: Moment, locals_: Mapping[str, tuple[Type, Any]]
    ) -> Sample:
        """Return the situation that compiled code sees: cells, and locals with their types, by code."""
        named = {name: opened(catalogue, type_, value) for name, (type_, value) in locals_.items()}
        others = {player: by_id(catalogue, held) for player, held in moment.players.items()}
        offers = {number: by_id(catalogue, held) for number, held in moment.offers.items()}
        return cls(by_id(catalogue, cells), named, moment, others, offers)


def by_id(catalogue: Catalogue, cells: list[Any]) -> dict[str, Value]:
    """Return cells by slot name, and by the ids of records."""
    named: dict[str, Value] = {}
    for slot, cell in zip(catalogue.slots, cells, strict=True):
        if not slot.kind:
            named[slot.name] = opened(catalogue, slot.type, cell)
            continue
        kind = catalogue.kinds.get(slot.kind)
        if slot.of_offer and kind is not None:
            named[slot.name] = escrow_by_id(kind, cell)
            continue
        ids = kind.ids if kind else {key: key for key in cell}  # players are known by number
        named[slot.name] = {ids[key]: opened(catalogue, slot.type, value) for key, value in cell.items()}
    return named


def escrow_by_id(kind: Kind, held: Mapping[int, int]) -> dict[tuple[int, str], int]:
    """Return what lies in an offer by who put it in and the record's id."""
    return {(unpair(key)[0], kind.ids[unpair(key)[1]]): amount for key, amount in held.items()}


def opened(catalogue: Catalogue, type_: Type, value: Any) -> Value:
    """Return by id what compiled code holds as a code."""
    if isinstance(value, dict):
        return {_asset(catalogue, *key): amount for key, amount in value.items()}
    if value == NONE:
        return None
    if type_.name == "record":
        return Ref(catalogue.kinds[type_.kind].ids[value], type_.kind)
    if type_.name == "offer":
        return OfferRef(value, type_.kind)
    return bool(value) if type_.name == "bool" else value


def _asset(catalogue: Catalogue, index: int, code: int) -> tuple[str, str | None]:
    slot = catalogue.slots[index]
    return slot.name, catalogue.kinds[slot.kind].ids[code] if slot.kind else None


def near(x: float, whole: Callable[[Fraction], int]) -> int:
    """Round by *whole* what *x* was meant to be: the half or whole number beside it, else itself."""
    exact = Fraction(x)
    half = Fraction(round(2 * exact), 2)
    close = abs(exact - half) <= Fraction(SNAP) * max(Fraction(1), abs(exact))
    return whole(half if close else exact)


def half_up(x: Fraction) -> int:
    """Return the nearest whole number, the greater of two."""
    return (x + Fraction(1, 2)).__floor__()


def power(base: float, exponent: int) -> float:
    """Return a power of what was written, rounded once."""
    ratio = Fraction(str(base)) ** exponent
    return int(ratio) if ratio.denominator == 1 and abs(ratio) <= INTEGER_MOST else float(ratio)


def contains(item: Value, items: Value) -> bool:
    """Tell whether one of *items* is *item*."""
    return any(item == other for other in items)


OPERATORS: dict[type[ast.AST], Callable[..., Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: power,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: contains,
    ast.NotIn: lambda item, items: not contains(item, items),
}

ORDER: dict[type[ast.AST], Callable[..., bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
