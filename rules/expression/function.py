"""A call of a numeric or time function -> its typed form, bounds included."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import reduce
from math import isfinite

from rules import number as rounding
from rules.expression.arithmetic import exact
from rules.expression.code import OVERFLOW, RANGE, TYPE
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import Function, Node
from rules.expression.type import DATE, DAY, TIME, Type, integer
from rules.expression.unify import numeric, union

_ORDERED = ({"day"}, {"time"}, {"duration"})

Builder = Callable[[Inference, ast.Call, str], Node]


def least_or_greatest(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return min or max of two to eight values."""
    args = _ordered(inference, tree, name)
    if args is None:
        return UNKNOWN
    pick = min if name == "min" else max
    type_ = reduce(lambda a, b: union(a, b) or a, (arg.type for arg in args))
    lo, hi = (pick(arg.type.lo for arg in args), pick(arg.type.hi for arg in args))
    return Function(type_.within(lo, hi), name, args)


def clamp(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return the value, cut to two bounds that are proved to be in order."""
    args = _ordered(inference, tree, name)
    if args is None:
        return UNKNOWN
    x, lo, hi = (arg.type for arg in args)
    if lo.hi > hi.lo:
        message = "the lower bound may be above the upper bound"
        return inference.report(tree, RANGE, message, "write `clamp(value, least, most)`")
    type_ = reduce(lambda a, b: union(a, b) or a, (x, lo, hi))
    ends = max(lo.lo, min(x.lo, hi.lo)), max(lo.hi, min(x.hi, hi.hi))
    return Function(type_.within(*ends), name, args)


def _ordered(inference: Inference, tree: ast.Call, name: str) -> tuple[Node, ...] | None:
    """Return arguments that can be compared with each other."""
    args = tuple(inference.value(arg) for arg in tree.args)
    if not known(*args):
        return None
    if numeric(*args) or {arg.type.name for arg in args} in _ORDERED:
        return args
    types = ", ".join(described(arg.type) for arg in args)
    inference.report(
        tree, TYPE, f"`{name}` takes numbers, or days, times, durations of one sort; these are {types}"
    )
    return None


def absolute(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return the distance from 0."""
    x = inference.number(tree.args[0])
    if not known(x):
        return x
    ends = abs(x.type.lo), abs(x.type.hi)
    least = 0 if x.type.lo <= 0 <= x.type.hi else min(ends)
    return Function(x.type.within(least, max(ends)), name, (x,))


_ROUND: dict[str, Callable[[float], int]] = {
    "floor": rounding.floor,
    "ceil": rounding.ceil,
    "round": rounding.nearest,
}


def rounded(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return a whole number near a number."""
    x = inference.number(tree.args[0])
    if not known(x):
        return x
    if not (isfinite(x.type.lo) and isfinite(x.type.hi)):
        help_ = "give what it reads bounds, or write `clamp(..., 0, 1000000000)`"
        return inference.report(
            tree.args[0], OVERFLOW, "this has no bound: a value in it may be of any size", help_
        )
    if x.type.name == "int":
        return x
    node = Function(integer(_ROUND[name](x.type.lo), _ROUND[name](x.type.hi)), name, (x,))
    return node if exact(inference, tree, node) else UNKNOWN


def weekday(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return the number of a day in its week; Monday is 1."""
    day = inference.fitting(tree.args[0], DATE)
    return Function(integer(1, 7), name, (day,)) if known(day) else day


def start_of(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return the time at which a day begins."""
    day = inference.fitting(tree.args[0], DATE)
    if not known(day):
        return day
    lo, hi = (day.type.lo - 2) * DAY, (day.type.hi + 2) * DAY
    return Function(Type("time", lo, hi), name, (day,))


def day_of(inference: Inference, tree: ast.Call, name: str) -> Node:
    """Return the day that a time is in."""
    time = inference.fitting(tree.args[0], TIME)
    if not known(time):
        return time
    lo, hi = time.type.lo // DAY - 2, time.type.hi // DAY + 2
    return Function(Type("day", lo, hi), name, (time,))
