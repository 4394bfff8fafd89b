"""`a ** b` -> a table of exactly rounded values: one of both is constant, the other has few values."""

from __future__ import annotations

import ast
from fractions import Fraction
from functools import lru_cache

from rules.expression.code import POWER, TYPE
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import Const, Lookup, Node, const
from rules.expression.type import INTEGER_MOST, Type, integer, number

MOST_VALUES = 4096
MOST_EXPONENT = 4096

_HELP = "give the exponent bounds: write `clamp(..., 0, 200)`"


def power(inference: Inference, tree: ast.BinOp) -> Node:
    """Return a power, tabulated with rationals and rounded once."""
    base, exponent = inference.number(tree.left), inference.number(tree.right)
    if not known(base, exponent):
        return UNKNOWN
    if exponent.type.name != "int":
        message = f"an exponent is a whole number, this is {described(exponent.type)}"
        return inference.report(tree.right, TYPE, message, "write `floor(...)`")
    if not isinstance(base, Const) and not (isinstance(exponent, Const) and base.type.name == "int"):
        message = "the base of a power is constant, or a whole number with a constant exponent"
        return inference.report(tree.left, POWER, message, "write `x * x` for a square")
    index = exponent if isinstance(base, Const) else base
    lo, hi = index.type.lo, index.type.hi
    if hi - lo >= MOST_VALUES or max(abs(exponent.type.lo), abs(exponent.type.hi)) > MOST_EXPONENT:
        message = f"a power has at most {MOST_VALUES} values, and exponents up to {MOST_EXPONENT}"
        return inference.report(tree, POWER, message, _HELP)
    if isinstance(base, Const):
        values = tabulated(str(base.value), int(lo), int(hi))
    else:
        values = powers(int(lo), int(hi), int(exponent.type.lo))
    if values is None:
        return inference.report(tree, POWER, "this divides by 0 or is larger than any number", _HELP)
    return _lookup(values, int(lo), index)


@lru_cache(maxsize=1024)
def tabulated(base: str, lo: int, hi: int) -> tuple[float, ...] | None:
    """Return base ** n for n from *lo* to *hi*, each rounded once, or nothing if one is no number."""
    ratio = Fraction(base)
    if not ratio and lo < 0:
        return None
    current = ratio**lo
    over, under = current.numerator, current.denominator
    values = []
    for _ in range(lo, hi + 1):
        values.append(_rounded(over, under))
        over, under = over * ratio.numerator, under * ratio.denominator
    return None if None in values else tuple(value for value in values if value is not None)


@lru_cache(maxsize=1024)
def powers(lo: int, hi: int, exponent: int) -> tuple[float, ...] | None:
    """Return b ** *exponent* for b from *lo* to *hi*, likewise."""
    if exponent < 0 and lo <= 0 <= hi:
        return None
    values = [_rounded(*(Fraction(base) ** exponent).as_integer_ratio()) for base in range(lo, hi + 1)]
    return None if None in values else tuple(value for value in values if value is not None)


def _rounded(over: int, under: int) -> float | None:
    """Return a whole number as it is where it is exact, else the nearest double."""
    if under == 1 and abs(over) <= INTEGER_MOST:
        return over
    try:
        return over / under
    except OverflowError:
        return None


def _lookup(values: tuple[float, ...], start: int, index: Node) -> Node:
    whole = all(isinstance(value, int) for value in values)
    if not whole:
        values = tuple(float(value) for value in values)
    if isinstance(index, Const):
        return const(values[0]) if whole else Const(number(values[0], values[0]), values[0])
    type_: Type = (integer if whole else number)(min(values), max(values))
    return Lookup(type_, values, start, index)
