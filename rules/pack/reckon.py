"""Two texts -> the text of their product or sum: exact for numbers, an expression for expressions."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = re.compile(r"([+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18}))\s*(%?)")
_RANGE = re.compile(r"([+-]?[0-9]{1,16})\.\.([+-]?[0-9]{1,16})")
_DURATION = re.compile(r"([0-9]{1,9})(ms|s|m|h|d|w)")


def number(text: str) -> Fraction | None:
    """Return a number or a percentage, or None."""
    match = _NUMBER.fullmatch(text)
    return Fraction(match[1]) / (100 if match[2] else 1) if match else None


def reckon(old: str, sign: str, amount: str) -> str | None:
    """Return `old * amount` or `old + amount`, or None where that has no meaning.

    A percentage stays one, a range moves with both ends, a duration is multiplied; anything else is an
    expression, and so is the result.
    """
    other = number(amount)
    if other is None:
        return None
    if span := _RANGE.fullmatch(old):
        ends = [_apply(Fraction(end), sign, other) for end in span.groups()]
        return "..".join(_plain(end) for end in ends)
    if lasting := _DURATION.fullmatch(old):
        product = Fraction(lasting[1]) * other
        return f"{product}{lasting[2]}" if sign == "*" and product.denominator == 1 else None
    first = number(old)
    if first is None:
        return f"({old}) {sign} {_plain(other)}"
    result = _apply(first, sign, other)
    return f"{_plain(result * 100)}%" if old.endswith("%") else _plain(result)


def is_numeric(text: str) -> bool:
    """Tell whether a text is a number, a percentage, a range or a duration: something to reckon with."""
    return bool(_NUMBER.fullmatch(text) or _RANGE.fullmatch(text) or _DURATION.fullmatch(text))


def _apply(first: Fraction, sign: str, other: Fraction) -> Fraction:
    return first * other if sign == "*" else first + other


def _plain(value: Fraction) -> str:
    """Write a decimal fraction out; products and sums of decimals are decimals."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    shifted = int(value * 10**digits)
    text = f"{abs(shifted):0{digits + 1}d}"
    written = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{written}" if shifted < 0 else written
