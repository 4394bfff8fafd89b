"""Built-in functions and formulas -> functions of a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from rules.expression import column_hash, column_number
from rules.expression.column_array import Array, entry, figures, table
from rules.expression.column_frame import View
from rules.expression.column_value import REFUSED, Column
from rules.expression.node import Apply, Const, Function, Reached
from rules.expression.type import DAY, NONE
from rules.month import month
from rules.program.catalogue import Calendar, Formula
from rules.site import whole_word

if TYPE_CHECKING:
    from rules.expression.column import ColumnCode


def _min(first: Array, *others: Array) -> Array:
    least = figures(first)
    for other in others:
        least = np.where(figures(other) < least, figures(other), least)
    return least


def _max(first: Array, *others: Array) -> Array:
    greatest = figures(first)
    for other in others:
        greatest = np.where(figures(other) > greatest, figures(other), greatest)
    return greatest


def _clamp(x: Array, lo: Array, hi: Array) -> Array:
    return np.where(x < lo, lo, np.where(x > hi, hi, x))


def _abs(x: Array) -> Array:
    absolute: Array = np.abs(figures(x))
    return absolute


def _has(x: Array) -> Array:
    return np.not_equal(x, NONE).astype(np.bool_)


def _default(x: Array, other: Array) -> Array:
    return np.where(np.equal(x, NONE).astype(np.bool_), other, x)


def _weekday(day: Array) -> Array:
    weekday: Array = (day + 3) % 7 + 1
    return weekday


VALUES: Mapping[str, Callable[..., Array]] = {
    "min": _min,
    "max": _max,
    "clamp": _clamp,
    "abs": _abs,
    "floor": column_number.floor,
    "ceil": column_number.ceil,
    "round": column_number.nearest,
    "parts": column_number.parts,
    "millionths": column_number.millionths,
    "has": _has,
    "default": _default,
    "weekday": _weekday,
    "month": month,
    "luck": column_hash.luck,
}

MOMENT: Mapping[str, Column] = {
    "now": lambda view: view.frame.now[view.rows],
    "today": lambda view: view.frame.today[view.rows],
    "me": lambda view: view.frame.me[view.rows],
    "seed": lambda view: np.array(whole_word(view.frame.seed), dtype=np.int64),
}


def function(code: ColumnCode, node: Function) -> Column:
    """Call a built-in function."""
    if node.name in MOMENT:
        return MOMENT[node.name]
    args = [code.column(arg) for arg in node.args]
    if node.name == "record_hash":
        kind = code.catalogue.kinds[node.args[0].type.kind]
        hashes = table([whole_word(hash_) for hash_ in kind.hashes])
        return lambda view: entry(hashes, args[0](view))
    made = CALENDAR.get(node.name)
    call = made(code.catalogue.calendar) if made else VALUES[node.name]
    return lambda view: call(*[arg(view) for arg in args])


def day_of(calendar: Calendar) -> Callable[[Array], Array]:
    """Return `Calendar.day_of` for columns."""
    offset = _offset(calendar)

    def of(time: Array) -> Array:
        day: Array = (time + offset(time) - calendar.starts) // DAY
        return day

    return of


def start_of(calendar: Calendar) -> Callable[[Array], Array]:
    """Return `Calendar.start_of` for columns."""
    offset = _offset(calendar)

    def of(day: Array) -> Array:
        begins: Array = day * DAY + calendar.starts
        return begins - offset(begins - offset(begins))

    return of


def _offset(calendar: Calendar) -> Callable[[Array], Array]:
    changes, offsets = table(calendar.changes), table(calendar.offsets)
    if len(offsets) == 1:
        return lambda _: offsets[0]
    return lambda time: entry(offsets, np.searchsorted(changes, time, side="right") - 1)


CALENDAR: Mapping[str, Callable[[Calendar], Callable[[Array], Array]]] = {
    "day_of": day_of,
    "start_of": start_of,
}


def apply(code: ColumnCode, node: Apply) -> Column:
    """Call a formula; where records have formulas of their own, each that occurs, and take what is asked."""
    if node.owner is not None:
        raise TypeError(REFUSED)
    formula = code.catalogue.formulas[node.formula]
    args = [code.column(arg) for arg in node.args]
    bodies, places = code.formula(formula)
    if len(bodies) > 1 and isinstance(node.args[0], Const):
        bodies = [bodies[places[int(node.args[0].value)]]]
    if len(bodies) == 1:
        body = bodies[0]
        return lambda view: body(view.called(_params(formula, view, args)))
    which = np.array(places, dtype=np.min_scalar_type(len(bodies)))

    def read(view: View) -> Array:
        params = _params(formula, view, args)
        inner, asked = view.called(params), entry(which, params[formula.params[0]])
        occurring = np.flatnonzero(np.bincount(asked.ravel(), minlength=len(bodies))).tolist()
        if len(occurring) == 1:
            return bodies[occurring[0]](inner)
        return _each_its_own(inner, asked, {place: bodies[place] for place in occurring})

    return read


def _each_its_own(view: View, asked: Array, bodies: Mapping[int, Column]) -> Array:
    """Evaluate each body where it is asked for."""
    shape = view.shape
    asked = np.broadcast_to(asked, shape)
    found = [(places := np.nonzero(asked == place), body(view.at(places))) for place, body in bodies.items()]
    values = np.zeros(shape, dtype=np.result_type(np.bool_, *(value.dtype for _, value in found)))
    for places, value in found:
        values[places] = value
    return values


def _params(formula: Formula, view: View, args: list[Column]) -> dict[str, Array]:
    return {name: arg(view) for name, arg in zip(formula.params, args, strict=True)}


def reached(code: ColumnCode, node: Reached) -> Column:
    """Search the column that orders the kind."""
    kind = code.catalogue.kinds[node.kind]
    column = kind.columns[kind.ordered_by]
    values, value = np.array(column), code.column(node.value)
    known = table(column)

    def at_most(view: View) -> Array:
        place: Array = np.searchsorted(values, value(view), side="right") - 1
        return np.where(place >= 0, place, NONE)

    def exactly(view: View) -> Array:
        wanted = value(view)
        place = np.searchsorted(values, wanted, side="right") - 1
        return np.where((place >= 0) & (entry(known, place) == wanted), place, NONE)

    return exactly if node.exact else at_most
