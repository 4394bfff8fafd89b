"""Built-in functions and formulas -> Python source; the cheap ones are written out in place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

from rules import number
from rules.expression.node import Apply, Binary, Cell, Const, Field, Function, Node, Placed, Reached, walk
from rules.expression.scalar_names import mangle
from rules.expression.type import NONE
from rules.month import month
from rules.program.catalogue import Formula
from rules.program.moment import Moment
from rules.program.offer import lying, players_in
from rules.program.slot import held

if TYPE_CHECKING:
    from rules.expression.scalar import ScalarCode


def clamp_(x: float, lo: float, hi: float) -> float:
    """Return *lo* below lo, else *hi* above hi, else *x*."""
    return lo if x < lo else min(x, hi)


def default_(x: float, other: float) -> float:
    """Return *other* where *x* is absent."""
    return other if x == NONE else x


def reached_(values: Sequence[float], value: float) -> int:
    """Return the last place whose value is at most *value*, else `NONE`."""
    place = bisect_right(values, value) - 1
    return place if place >= 0 else NONE


def best_(pairs: Sequence[tuple[float, int]]) -> int:
    """Return the record, negated beside its measure, of the greatest measure; the first among equals."""
    return -max(pairs)[1] if pairs else NONE


def as_(moment: Moment, player: int) -> Moment:
    """Return the moment as another player sees it; where he stands is not known."""
    return replace(moment, me=player, places={})


LIBRARY: Mapping[str, Any] = {
    "NONE": NONE,
    "abs": abs,
    "accumulate": accumulate,
    "all": all,
    "any": any,
    "as_": as_,
    "best_": best_,
    "bisect": bisect_right,
    "ceil_": number.ceil,
    "clamp_": clamp_,
    "default_": default_,
    "floor_": number.floor,
    "held_": held,
    "frozenset": frozenset,
    "len": len,
    "luck_": number.luck,
    "lying_": lying,
    "math_ceil": math.ceil,
    "math_floor": math.floor,
    "max": max,
    "min": min,
    "month_": month,
    "players_": players_in,
    "nearest_": number.nearest,
    "range": range,
    "reached_": reached_,
    "round": round,
    "sorted": sorted,
    "sum": sum,
    "tuple": tuple,
}

_SHORT = 8
WHOLE = frozenset({"int", "bool", "day", "time", "duration", "record"})


def function(code: ScalarCode, node: Function) -> str:
    """Write a built-in function out, or call it."""
    write = WRITTEN.get(node.name)
    if write and code.binds:
        return write(code, *node.args)
    return CALLED[node.name].format(*(code.source(arg) for arg in node.args), kind=_kind(code, node))


def _kind(code: ScalarCode, node: Function) -> str:
    if node.name == "record_hash":
        kind = code.catalogue.kinds[node.args[0].type.kind]
        return code.names.constant(("hashes", kind.name), kind.hashes)
    if node.name in {"start_of", "day_of"}:
        return code.names.constant("calendar", code.catalogue.calendar)
    return ", ".join(code.source(arg) for arg in node.args)


CALLED: Mapping[str, str] = {
    "min": "min({kind})",
    "max": "max({kind})",
    "clamp": "clamp_({0}, {1}, {2})",
    "abs": "abs({0})",
    "floor": "floor_({0})",
    "ceil": "ceil_({0})",
    "round": "nearest_({0})",
    "parts": "round({0} * 1000000000)",
    "millionths": "round({0} * 1000000)",
    "has": "({0} != NONE)",
    "default": "default_({0}, {1})",
    "now": "W.now",
    "today": "W.today",
    "me": "W.me",
    "guild": "W.guild",
    "channel": "W.channel",
    "seed": "W.seed",
    "month": "month_({0})",
    "weekday": "(({0} + 3) % 7 + 1)",
    "start_of": "{kind}.start_of({0})",
    "day_of": "{kind}.day_of({0})",
    "luck": "luck_({0}, {1}, {2}, {3})",
    "record_hash": "{kind}[{0}]",
}


def _extreme(code: ScalarCode, sign: str, args: tuple[Node, ...]) -> str:
    """Write the least or greatest: of two equals the first, as Python's own do."""
    found, again = code.bound(args[0])
    for left, arg in zip(range(len(args) - 2, -1, -1), args[1:], strict=True):
        other, other_again = code.bound(arg)
        found = f"({other_again} if {other} {sign} {found} else {again})"
        if left:
            again = code.names.fresh()
            found = f"({again} := {found})"
    return found


def _min(code: ScalarCode, *args: Node) -> str:
    return _extreme(code, "<", args)


def _max(code: ScalarCode, *args: Node) -> str:
    return _extreme(code, ">", args)


def _clamp(code: ScalarCode, x: Node, lo: Node, hi: Node) -> str:
    first, again = code.bound(x)
    low, low_again = code.bound(lo)
    high, high_again = code.bound(hi)
    return f"({low_again} if {first} < {low} else {high_again} if {again} > {high} else {again})"


def _default(code: ScalarCode, x: Node, other: Node) -> str:
    first, again = code.bound(x)
    return f"({code.source(other)} if {first} == {NONE} else {again})"


def _floor(code: ScalarCode, x: Node) -> str:
    """Write `floor`: only what lies just below a whole number needs the snap."""
    if x.type.name in WHOLE:
        return code.source(x)
    whole = code.names.fresh()
    first, again = code.bound(x)
    return f"({whole} if {first} - ({whole} := math_floor({again})) < 0.75 else floor_({again}))"


def _ceil(code: ScalarCode, x: Node) -> str:
    """Write `ceil`: only what lies just above a whole number needs the snap."""
    if x.type.name in WHOLE:
        return code.source(x)
    whole = code.names.fresh()
    first, again = code.bound(x)
    return f"({whole} if ({whole} := math_ceil({first})) - {again} < 0.75 else ceil_({again}))"


def _round(code: ScalarCode, x: Node) -> str:
    return code.source(x) if x.type.name in WHOLE else f"nearest_({code.source(x)})"


WRITTEN: Mapping[str, Callable[..., str]] = {
    "min": _min,
    "max": _max,
    "clamp": _clamp,
    "default": _default,
    "floor": _floor,
    "ceil": _ceil,
    "round": _round,
}


def is_short(formula: Formula) -> bool:
    """Tell whether a formula without parameters is written out where it is read: calling costs more."""
    parts = list(islice(walk(formula.bodies[0]), _SHORT + 1)) if not formula.params else []
    return 0 < len(parts) <= _SHORT and all(
        isinstance(part, Const | Field | Binary) or (isinstance(part, Cell) and part.owner is None)
        for part in parts
    )


def apply(code: ScalarCode, node: Apply) -> str:
    """Call a formula, of another player with his cells; one that a player wrote is a local."""
    context = "C, W"
    if node.owner is not None:
        owner, again = _twice(code, node.owner)
        context = f"W.players[{owner}], as_(W, {again})"
    formula = code.catalogue.formulas.get(node.formula)
    if formula is None:
        return f"{mangle(node.formula)}({', '.join((context, *map(code.source, node.args)))})"
    if node.owner is None and node.formula in code.hoisted:
        return code.hoisted[node.formula]
    if node.owner is None and is_short(formula):
        return code.source(formula.bodies[0])
    name = code.formula(formula)
    if not isinstance(code.names.space[name], tuple):
        return f"{name}({', '.join((context, *map(code.source, node.args)))})"
    which, again = _twice(code, node.args[0])
    return f"{name}[{which}]({', '.join((context, again, *map(code.source, node.args[1:])))})"


def _twice(code: ScalarCode, node: Node) -> tuple[str, str]:
    """Return source for two reads of a value; the second may rely on the first."""
    return code.bound(node) if code.binds else (code.source(node),) * 2


def reached(code: ScalarCode, node: Reached) -> str:
    """Search the column that orders the kind."""
    kind = code.catalogue.kinds[node.kind]
    values = kind.columns[kind.ordered_by]
    value = code.source(node.value)
    if node.exact:
        places = {value: place for place, value in enumerate(values)}
        return f"{code.names.constant(('places', kind.name), places)}.get({value}, NONE)"
    return f"reached_({code.names.constant(('column', kind.name, kind.ordered_by), values)}, {value})"


def placed(code: ScalarCode, node: Placed) -> str:
    """Read a place that came with the moment."""
    period = "0" if node.period is None else code.source(node.period)
    return f"W.places.get(({node.ranking!r}, {period}), NONE)"
