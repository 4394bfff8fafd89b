"""Calls, as the reference evaluator makes them: from tables, with values by id."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from rules.expression.reference_loop import FOLDS, loop
from rules.expression.reference_read import cell, field, holding, part
from rules.expression.reference_value import OfferRef, Ref, Value, half_up, near
from rules.expression.scope import FormulaSign
from rules.expression.type import INTEGER_MOST, record

if TYPE_CHECKING:
    from rules.expression.reference import Reference

_EPOCH = date(1970, 1, 1).toordinal()


def _clamp(x: float, lo: float, hi: float) -> float:
    return sorted((lo, x, hi))[1]


_PLAIN: dict[str, Callable[..., Value]] = {
    "min": min,
    "max": max,
    "clamp": _clamp,
    "abs": abs,
    "floor": lambda x: near(x, floor),
    "ceil": lambda x: near(x, ceil),
    "round": lambda x: near(x, half_up),
    "has": lambda x: x is not None,
    "weekday": lambda day: date.fromordinal(_EPOCH + day).isoweekday(),
}


def call(at: Reference, tree: ast.Call) -> Value:
    """Return what a call gives."""
    if isinstance(tree.func, ast.Attribute):
        return _member(at, tree, tree.func)
    assert isinstance(tree.func, ast.Name)  # noqa: S101 - the form was checked when the text was read
    name = tree.func.id
    if name in FOLDS:
        return loop(at, tree)
    if name in _SPECIAL:
        return _SPECIAL[name](at, tree)
    if name in at.declared.functions:
        return _OF_PACK[name](at, tree)
    args = tuple(at.of(arg) for arg in tree.args)
    if name in _PLAIN:
        return _PLAIN[name](*args)
    return _declared(at, name, args)


def _declared(at: Reference, name: str, args: tuple[Value, ...]) -> Value:
    local = at.sample.locals.get(name)
    if isinstance(local, FormulaSign):
        return at.applied(local, args)
    if name in at.declared.formulas:
        return at.applied(at.declared.formulas[name], args)
    return cell(at, at.declared.variables[name].slot, *args)


def _member(at: Reference, tree: ast.Call, func: ast.Attribute) -> Value:
    base = at.of(func.value)
    args = tuple(at.of(arg) for arg in tree.args)
    if isinstance(base, Ref):
        return field(at, base, func.attr, args)
    if isinstance(base, OfferRef):
        return part(at, base, func.attr, *args)
    other = at.of_player(base)
    if func.attr == "owned":
        return cell(other, *_held(at, args[0]))
    return _declared(other, func.attr, args)


def _held(at: Reference, record: Ref) -> tuple[str, Value]:
    slot, id_ = holding(at, record)
    return slot, Ref(id_)


def _default(at: Reference, tree: ast.Call) -> Value:
    value = at.of(tree.args[0])
    return at.of(tree.args[1]) if value is None else value


def _owned(at: Reference, tree: ast.Call) -> Value:
    return cell(at, *_held(at, at.of(tree.args[0])))


def _size(at: Reference, tree: ast.Call) -> int:
    value = at.of(tree.args[0])
    return sum(value.values()) if isinstance(value, dict) else len(value)


def _reached(at: Reference, tree: ast.Call) -> Ref | None:
    kind, value = tree.args[0], at.of(tree.args[1])
    assert isinstance(kind, ast.Name)  # noqa: S101 - the form was checked when the text was typed
    assert isinstance(tree.func, ast.Name)  # noqa: S101 - likewise
    ordered_by = at.declared.kinds[kind.id].ordered_by
    records = [Ref(id_, kind.id) for id_ in at.declared.kind(kind.id).ids]
    steps = [(field(at, record, ordered_by), record) for record in records]
    met = [(step == value) if tree.func.id == "exactly" else (step <= value) for step, _ in steps]
    return next(
        (record for (_, record), holds in reversed(list(zip(steps, met, strict=True))) if holds), None
    )


def _start_of(at: Reference, tree: ast.Call) -> int:
    return at.declared.catalogue.calendar.start_of(at.of(tree.args[0]))


def _day_of(at: Reference, tree: ast.Call) -> int:
    return at.declared.catalogue.calendar.day_of(at.of(tree.args[0]))


def _full_at(at: Reference, tree: ast.Call) -> int | None:
    """Return when so many ticks have passed as bring what lacks."""
    (arg,) = tree.args
    word, keys, whose = _variable(at, arg)
    sign = at.declared.variables[word]
    assert sign.regenerates is not None  # noqa: S101 - the variable was checked when the text was typed
    value = cell(whose, sign.slot, *keys)
    by, up_to = (whose.applied(said, keys) for said in (sign.regenerates.by, sign.regenerates.up_to))
    if value >= up_to:
        return at.sample.moment.now
    if by == 0:
        return None
    ticks = ceil(Fraction(up_to - value, by))
    ends = cell(whose, sign.regenerates.since, *keys) + ticks * sign.regenerates.every
    full: int = max(at.sample.moment.now, min(ends, INTEGER_MOST))
    return full


def _variable(at: Reference, tree: ast.expr) -> tuple[str, tuple[Value, ...], Reference]:
    """Return a variable's name, its key, and the evaluator of the player who has it."""
    keys: tuple[Value, ...] = ()
    if isinstance(tree, ast.Call):
        keys, tree = tuple(at.of(arg) for arg in tree.args), tree.func
    if isinstance(tree, ast.Attribute):
        return tree.attr, keys, at.of_player(at.of(tree.value))
    assert isinstance(tree, ast.Name)  # noqa: S101 - likewise
    return tree.id, keys, at


def _place(at: Reference, tree: ast.Call) -> int | None:
    """Return the player's place; weeks are counted from the Monday before 1970."""
    ranking = tree.args[0]
    assert isinstance(ranking, ast.Attribute)  # noqa: S101 - the form was checked when the text was typed
    keeps = at.declared.rankings[ranking.attr]
    number = 0
    if keeps in {"day", "week", "month"}:
        day = date.fromordinal(_EPOCH + at.of(tree.args[1]))
        monday = day.toordinal() - day.weekday()
        numbers = {"day": day.toordinal() - _EPOCH, "week": (monday - _EPOCH + 3) // 7}
        number = numbers.get(keeps, (day.year - 1970) * 12 + day.month - 1)
    elif keeps:
        number = at.declared.kind(keeps).codes[at.fitted(at.of(tree.args[1]), record(keeps)).id]
    return at.sample.moment.places.get((ranking.attr, number))


def _active(at: Reference, tree: ast.Call) -> bool:
    event = tree.args[0]
    assert isinstance(event, ast.Name)  # noqa: S101 - the form was checked when the text was typed
    return at.declared.events[event.id]


_SPECIAL: dict[str, Callable[[Reference, ast.Call], Value]] = {
    "default": _default,
    "owned": _owned,
    "size": _size,
    "reached": _reached,
    "exactly": _reached,
    "start_of": _start_of,
    "day_of": _day_of,
    "full_at": _full_at,
}

# Functions of packs that rank something or have events; elsewhere these are names like any other.
_OF_PACK: dict[str, Callable[[Reference, ast.Call], Value]] = {"place": _place, "active": _active}
