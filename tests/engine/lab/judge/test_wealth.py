"""What the richest hold, and how unequally: between what is known and what nobody counted."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lab.judge.wealth import gini, held, top_share
from engine.lab.summary import HELD_BITS, Summary, bucket

TENTH = Fraction(1, 10)


def holding(amounts: Sequence[int]) -> Summary:
    """Return players who hold so much on the last of two evenings, and nothing on the first."""
    summary = Summary(players=len(amounts), days=2)
    for amount in filter(None, amounts):
        summary.supply["gold", 1, bucket(amount, HELD_BITS)] += 1
        summary.supply["ore", 1, 7] += 1
    summary.supply["gold", 0, 5] += 1
    return summary


def true_top(amounts: Sequence[int], top: Fraction) -> float:
    """Return what the richest hold."""
    rest, found = float(len(amounts) * top), 0.0
    for amount in sorted(amounts, reverse=True):
        found += amount * min(rest, 1.0)
        rest = max(0.0, rest - 1)
    return found / sum(amounts)


def true_gini(amounts: Sequence[int]) -> float:
    """Return the mean difference of two players, over twice the mean."""
    apart = sum(abs(one - other) for one in amounts for other in amounts)
    return apart / (2 * len(amounts) * sum(amounts))


@pytest.mark.parametrize(
    ("amounts", "expected", "unequal"),
    [
        ([5] * 100, 0.1, 0),
        ([0] * 90 + [7] * 10, 1, 0.9),
        ([1] * 50 + [3] * 50, 0.15, 0.25),
        ([0] * 50 + [31] * 50, 0.2, 0.5),
    ],
)
def test_small_amounts_are_known_exactly(amounts: list[int], expected: float, unequal: float) -> None:
    holders = held(holding(amounts), "gold")
    assert top_share(holders, TENTH, 0.95).value == pytest.approx(expected)
    assert gini(holders, 0.95).value == pytest.approx(unequal)


AMOUNTS = st.lists(st.integers(0, 10**5), min_size=100, max_size=140).filter(any)


@given(AMOUNTS)
def test_the_interval_has_room_for_what_was_not_counted(amounts: list[int]) -> None:
    holders = held(holding(amounts), "gold")
    richest, unequal = top_share(holders, TENTH, 1e-9), gini(holders, 1e-9)
    assert richest.low - 1e-6 <= true_top(amounts, TENTH) <= richest.high + 1e-6
    assert unequal.low - 1e-6 <= true_gini(amounts) <= unequal.high + 1e-6


def test_nine_in_ten_intervals_of_nine_in_ten_hold_the_truth() -> None:
    luck = Random(3)
    rich = [int(luck.expovariate(0.01)) for _ in range(40_000)]
    top, unequal = true_top(rich, TENTH), _sorted_gini(rich)
    inside = [0, 0]
    for _ in range(200):
        holders = held(holding(luck.choices(rich, k=400)), "gold")
        found = top_share(holders, TENTH, 0.9), gini(holders, 0.9)
        for place, (interval, truth) in enumerate(zip(found, (top, unequal), strict=True)):
            inside[place] += interval.low <= truth <= interval.high
    assert min(inside) >= 174


def _sorted_gini(amounts: Sequence[int]) -> float:
    ranked = sum(rank * amount for rank, amount in enumerate(sorted(amounts), 1))
    return 2 * ranked / (len(amounts) * sum(amounts)) - (len(amounts) + 1) / len(amounts)


def test_of_few_rich_and_of_nothing_nothing_is_said() -> None:
    few, nothing = held(holding([3] * 90), "gold"), held(holding([0] * 500), "gold")
    for interval in (top_share(few, TENTH, 0.9), top_share(nothing, TENTH, 0.9), gini(nothing, 0.9)):
        assert (interval.low, interval.high) == (0, 1)
