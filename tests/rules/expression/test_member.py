"""Constant fields have the bounds of the values that are there."""

from __future__ import annotations

import pytest

from rules.expression.interval import Interval
from rules.expression.member import value_range
from rules.expression.type import NONE, integer

RANGES: list[tuple[tuple[float, ...], Interval]] = [
    ((3, 9, 5), (3, 9)),
    ((5, 5), (5, 5)),
    ((5,), (5, 5)),
    ((NONE, 4, 2), (2, 4)),
    ((NONE,), (0, 99)),
    ((), (0, 99)),
]


@pytest.mark.parametrize(("values", "expected"), RANGES)
def test_the_range_of_values(values: tuple[float, ...], expected: Interval) -> None:
    assert value_range(values, integer(0, 99)) == expected
