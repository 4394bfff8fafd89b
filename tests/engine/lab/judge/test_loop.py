"""A combination of exchanges that pays is found wherever there is one, and nowhere else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lab.judge.loop import paying

Amounts = dict[str, Fraction]


def exchange(**amounts: float | str) -> Amounts:
    """Return amounts as rationals."""
    return {asset: Fraction(amount) for asset, amount in amounts.items()}


CASES: list[tuple[list[Amounts], dict[int, int]]] = [
    ([], {}),
    ([exchange(gold=1)], {0: 1}),
    ([exchange(gold=-1)], {}),
    ([exchange(gold=-2, ore=1), exchange(ore=-1, gold=2)], {}),
    ([exchange(gold=-2, ore=1), exchange(ore=-1, gold=3)], {0: 1, 1: 1}),
    ([exchange(gold=-3, ore=1), exchange(ore=-2, gold=7)], {0: 2, 1: 1}),
    ([exchange(gold=-3, ore=1), exchange(ore=-2, gold=6)], {}),
    # Three of them, of which no two pay.
    ([exchange(a=-1, b=1), exchange(b=-1, c=1), exchange(c=-1, a=2)], {0: 1, 1: 1, 2: 1}),
    ([exchange(a=-1, b=1), exchange(b=-1, c=1), exchange(c=-1, a=1)], {}),
    # Two ways into one exchange that needs both.
    (
        [exchange(gold=-1, a=1), exchange(gold=-1, b=1), exchange(a=-1, b=-1, gold="5/2")],
        {0: 1, 1: 1, 2: 1},
    ),
    ([exchange(gold=-1, a=1), exchange(gold=-2, b=1), exchange(a=-1, b=-1, gold="5/2")], {}),
    # What comes back by itself is nothing that a loop could give.
    ([exchange(energy=-1, gold=5), exchange(gold=-1, ore=1)], {}),
    # What is left over without being of use to anybody is a profit, too.
    ([exchange(gold=-1, ore=1), exchange(ore=-1, gold=1, dust=1)], {0: 1, 1: 1}),
]


@pytest.mark.parametrize(("exchanges", "expected"), CASES)
def test_a_loop_is_found_by_how_often_each_is_done(
    exchanges: list[Amounts], expected: dict[int, int]
) -> None:
    assert paying(exchanges) == expected


AMOUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(-5, 5).filter(bool).map(Fraction), min_size=1)


@given(st.lists(AMOUNTS, max_size=6))
def test_what_is_found_leaves_nothing_less_and_something_more(exchanges: list[Amounts]) -> None:
    often = paying(exchanges)
    left: Amounts = {}
    for at, times in often.items():
        assert times > 0
        for asset, amount in exchanges[at].items():
            left[asset] = left.get(asset, Fraction(0)) + times * amount
    assert all(amount >= 0 for amount in left.values())
    assert bool(often) == any(left.values())


@given(st.lists(AMOUNTS, max_size=5), st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_nothing_is_found_where_some_prices_make_every_exchange_a_loss(
    exchanges: list[Amounts], prices: list[int]
) -> None:
    worth = dict(zip("abcd", prices, strict=True))
    losing = [each for each in exchanges if sum(worth[asset] * n for asset, n in each.items()) < 0]
    assert paying(losing) == {}


@given(st.lists(AMOUNTS, max_size=4), st.lists(st.integers(0, 4), min_size=4, max_size=4))
def test_a_loop_that_trying_finds_is_found(exchanges: list[Amounts], often: list[int]) -> None:
    left: Amounts = {}
    for each, times in zip(exchanges, often, strict=False):
        for asset, amount in each.items():
            left[asset] = left.get(asset, Fraction(0)) + times * amount
    pays = all(amount >= 0 for amount in left.values()) and any(left.values())
    assert not pays or paying(exchanges)
