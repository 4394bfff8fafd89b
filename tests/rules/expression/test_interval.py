"""An interval holds the result of every pair of values, and has no end that none of them reaches."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations_with_replacement

import pytest

from rules.expression.interval import Interval, divide_whole, multiply, remainder, subtract

ENDS: list[Interval] = list(combinations_with_replacement(range(-4, 5), 2))
NOT_ZERO = [ends for ends in ENDS if not ends[0] <= 0 <= ends[1]]
SIZES: list[tuple[Interval, Interval, Interval]] = [  # a, b, a % b
    ((0, 3), (5, 9), (0, 3)),
    ((2, 4), (5, 5), (2, 4)),
    ((2, 5), (5, 5), (0, 4)),
    ((0, 9), (3, 5), (0, 4)),
    ((-1, 2), (5, 5), (0, 4)),
    ((0, 9), (1, 1), (0, 0)),
    ((0, 9), (-5, -3), (-4, 0)),
]


def _every(a: Interval, b: Interval, operate: Callable[[int, int], int]) -> Interval:
    found = [operate(x, y) for x in range(int(a[0]), int(a[1]) + 1) for y in range(int(b[0]), int(b[1]) + 1)]
    return min(found), max(found)


@pytest.mark.parametrize("a", ENDS)
def test_ends_are_those_of_all_results(a: Interval) -> None:
    assert [multiply(a, b) for b in ENDS] == [_every(a, b, int.__mul__) for b in ENDS]
    assert [subtract(a, b) for b in ENDS] == [_every(a, b, int.__sub__) for b in ENDS]
    assert [divide_whole(a, b) for b in NOT_ZERO] == [_every(a, b, int.__floordiv__) for b in NOT_ZERO]


@pytest.mark.parametrize(("a", "b", "expected"), SIZES)
def test_a_remainder_is_less_than_what_divides(a: Interval, b: Interval, expected: Interval) -> None:
    assert remainder(a, b) == expected
