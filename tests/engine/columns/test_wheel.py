"""A wheel gives the place whose share of the weights a number falls into."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

import numpy as np
import pytest

from engine.chance import CounterChance
from engine.columns.active import Active
from engine.columns.wheel import Wheel
from rules.site import Site, hash_name

SITE = Site("draw")
WEIGHTS: tuple[tuple[int, ...], ...] = (
    (1,),
    (0, 3, 0, 1, 0),
    (10**9 - 1, 1),
    tuple(range(200)),
    tuple(1 + (place * 7919) % 99_991 for place in range(200)),
    (1 << 60, 1, 1 << 61),
)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_places_are_those_of_the_counter(weights: tuple[int, ...]) -> None:
    coordinates = [hash_name(f"at{row}") for row in range(1000)]
    active = Active(np.arange(1000), np.array(coordinates, dtype=np.uint64))
    sums, chance = list(accumulate(weights)), CounterChance(3)
    expected = [bisect_right(sums, chance.below(sums[-1], SITE, each)) for each in coordinates]
    assert Wheel(weights).roll(3, SITE, active).tolist() == expected


@pytest.mark.parametrize("total", [1, 5, 4095, 4096])
def test_of_few_numbers_each_names_its_place(total: int) -> None:
    active = Active(np.arange(1), np.array([hash_name("at")], dtype=np.uint64))
    assert Wheel([1] * total)._named.tolist() == list(range(total))
    assert Wheel([1] * total).roll(3, SITE, active).tolist() == [
        CounterChance(3).below(total, SITE, hash_name("at"))
    ]


@pytest.mark.parametrize("weights", [(), (0, 0)])
def test_of_nothing_there_is_no_wheel(weights: tuple[int, ...]) -> None:
    assert Wheel(weights).total == 0
