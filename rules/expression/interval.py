"""Two intervals and an operator -> the interval of the result.

Ends are evaluated in doubles (or whole numbers): rounding is monotone, so no result lies outside.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

Interval = tuple[float, float]


def add(a: Interval, b: Interval) -> Interval:
    """Return the interval of a + b."""
    return a[0] + b[0], a[1] + b[1]


def subtract(a: Interval, b: Interval) -> Interval:
    """Return the interval of a - b."""
    return a[0] - b[1], a[1] - b[0]


def multiply(a: Interval, b: Interval) -> Interval:
    """Return the interval of a * b."""
    ends = [x * y if x and y else 0 for x, y in product(a, b)]
    return min(ends), max(ends)


def divide(a: Interval, b: Interval) -> Interval:
    """Return the interval of a / b; b does not contain 0."""
    ends = [_quotient(x, y) for x, y in product(a, b)]
    return min(ends), max(ends)


def divide_whole(a: Interval, b: Interval) -> Interval:
    """Return the interval of a // b, of whole numbers; b does not contain 0."""
    ends = [x // y for x, y in product(a, b)]
    return min(ends), max(ends)


def remainder(a: Interval, b: Interval) -> Interval:
    """Return the interval of a % b, of whole numbers; b does not contain 0."""
    if b[0] > 0:
        return a if a[0] >= 0 and a[1] < b[0] else (0, b[1] - 1)
    return b[0] + 1, 0


def hull(a: Interval, b: Interval) -> Interval:
    """Return the least interval that holds both."""
    return min(a[0], b[0]), max(a[1], b[1])


def _quotient(x: float, y: float) -> float:
    return 0.0 if math.isinf(y) else x / y


OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "//": divide_whole,
    "%": remainder,
}
