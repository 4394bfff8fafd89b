"""The chance of so many or more in one draw, against every way in which that draw can go."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from engine.distribution.question import Watch
from engine.odds.chance import chance
from tests.engine.odds.tables import FIVE, FOUR, WISH, F, draw, table, times

FIVES = Watch(frozenset({"wish.five"}))


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_without_a_guarantee_it_is_the_binomial_tail(copies: int) -> None:
    p = WISH["five"]
    tail = sum((comb(4, n) * p**n * (1 - p) ** (4 - n) for n in range(copies, 5)), Fraction(0))
    assert chance(draw(times(4, table("wish", WISH))), FIVES, copies) == tail


def test_what_is_certain_within_the_draw_is_certain() -> None:
    ten = draw(times(10, table("wish", WISH, (FIVE, FOUR))))
    assert chance(ten, Watch(frozenset({"wish.five", "wish.four"}))) == 1
    assert chance(ten, Watch(frozenset({"wish"})), 10) == 1
    assert chance(ten, Watch(frozenset({"wish"})), 11) == 0


def test_what_no_draw_gives_has_no_chance() -> None:
    assert chance(draw(table("wish", {"four": F(1)})), FIVES) == 0
