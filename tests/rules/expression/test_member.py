"""Constant fields have the bounds of the values that are there."""

from __future__ import annotations

import pytest

from rules.expression.infer import read
from rules.expression.interval import Interval
from rules.expression.member import value_range
from rules.expression.node import Const
from rules.expression.scope import Scope
from rules.expression.type import COUNT, DATE, NONE, Type, integer, number, record
from tests.rules.expression.game import vocabulary

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


FIELDS: list[tuple[str, Type, float]] = [
    ("esprit.phoenix.attack", integer(90, 90), 90),
    ("esprit.phoenix.tier", record("tier"), 2),
    ("tier.rare.multiplier", number(2.25, 2.25), 2.25),
    ("season.s2.start", DATE.within(20_100, 20_100), 20_100),
    ("element.water.fragment", record("item").maybe(), NONE),
    ("element.fire.fragment", record("item"), 1),
    ("quest.climb.last", COUNT.maybe(), NONE),
    ("quest.stroll.last", integer(5, 5), 5),
]


@pytest.mark.parametrize(("text", "type_", "value"), FIELDS)
def test_a_field_of_a_named_record_is_a_constant(text: str, type_: Type, value: float) -> None:
    assert read(text, Scope(vocabulary())) == Const(type_, value)
