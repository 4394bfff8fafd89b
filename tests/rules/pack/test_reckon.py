"""`scale` and `add` on texts are exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.pack.reckon import number, reckon

CASES = [
    ("10", "*", "1.5", "15"),
    ("0.5", "*", "2", "1"),
    ("24.5", "*", "0.1", "2.45"),
    ("0.6%", "*", "2", "1.2%"),
    ("0.6%", "+", "0.4%", "1%"),
    ("6%", "+", "0.02", "8%"),
    ("0.1", "+", "0.2", "0.3"),
    ("5", "+", "-7", "-2"),
    ("10..30", "*", "2", "20..60"),
    ("10..30", "+", "1", "11..31"),
    ("30m", "*", "2", "60m"),
    ("30m", "*", "0.7", "21m"),
    ("30m", "*", "0.01", None),
    ("30m", "+", "5", None),
    ("level * 2", "*", "2", "(level * 2) * 2"),
    ("level", "+", "2%", "(level) + 0.02"),
    ("5", "*", "level", None),
]


@pytest.mark.parametrize(("old", "sign", "amount", "new"), CASES)
def test_a_change_of_a_number_is_exact(old: str, sign: str, amount: str, new: str | None) -> None:
    assert reckon(old, sign, amount) == new


@given(st.decimals(-(10**6), 10**6, places=4), st.decimals(-100, 100, places=3))
def test_products_and_sums_equal_those_of_fractions(one: object, other: object) -> None:
    assert number(str(reckon(str(one), "*", str(other)))) == Fraction(str(one)) * Fraction(str(other))
    assert number(str(reckon(str(one), "+", str(other)))) == Fraction(str(one)) + Fraction(str(other))
