"""Luck on columns is that of the counter, bit for bit, rejections included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.chance import CounterChance
from engine.columns import luck
from engine.columns.active import Active
from rules.expression.column_hash import word
from rules.expression.type import CHANCE_PARTS
from rules.site import GOLDEN, MASK, Site, hash_name, inside, mix

WORDS = st.integers(0, MASK)
SITE = Site("actions.open/do/prize")


@given(WORDS, WORDS)
def test_the_high_word_is_that_of_the_whole_product(a: int, b: int) -> None:
    assert luck.high_word(word(a), word(b)).tolist() == [a * b >> 64]


@given(st.integers(0, 1 << 70), WORDS, st.integers(0, 5))
def test_bits_are_those_of_the_counter(seed: int, coordinate: int, attempt: int) -> None:
    found = luck.bits(seed, SITE, word(coordinate), attempt)
    assert found.tolist() == [CounterChance(seed).bits(SITE.hash, coordinate, attempt)]


# The larger of these are rejected in up to half of all attempts.
SIZES = (1, 2, 3, 10**9, (1 << 53) + 1, 3 << 61, (1 << 62) + 1, (1 << 63) - 1)


@pytest.mark.parametrize("n", SIZES)
def test_a_number_below_n_is_the_same_for_one_and_for_many(n: int) -> None:
    rows = np.arange(400)
    coordinates = [hash_name(f"at{row}") for row in rows]
    active = Active(rows, np.array(coordinates, dtype=np.uint64))
    chance = CounterChance(5)
    expected = [chance.below(n, SITE, coordinate) for coordinate in coordinates]
    assert luck.below(np.array([n]), 5, SITE, active).tolist() == expected


@pytest.mark.parametrize("n", SIZES)
def test_one_n_for_all_rows_gives_what_an_n_for_each_gives(n: int) -> None:
    rows = np.arange(200)
    active = Active(rows, np.array([hash_name(f"at{row}") for row in rows], dtype=np.uint64))
    assert luck.below_one(n, 5, SITE, active).tolist() == luck.below(np.array([n]), 5, SITE, active).tolist()


@pytest.mark.parametrize("parts", [0, 250_000_000, CHANCE_PARTS])
def test_a_chance_comes_true_for_the_same_rows_as_for_each(parts: int) -> None:
    rows = np.arange(300)
    coordinates = [hash_name(f"at{row}") for row in rows]
    active = Active(rows, np.array(coordinates, dtype=np.uint64))
    expected = [CounterChance(5).below(CHANCE_PARTS, SITE, each) < parts for each in coordinates]
    assert luck.happens(parts, 5, SITE, active).tolist() == expected
    assert len(set(expected)) == (1 if parts in {0, CHANCE_PARTS} else 2)


def test_a_rare_rejection_is_retried() -> None:
    zero = -mix(mix(5 + GOLDEN) + SITE.hash) & MASK  # where the bits of the first attempt are all 0
    active = Active(np.arange(2), np.array([7, zero], dtype=np.uint64))
    chance = CounterChance(5)
    assert chance.bits(SITE.hash, zero) == 0
    expected = [chance.below(3, SITE, coordinate) for coordinate in (7, zero)]
    assert luck.below_one(3, 5, SITE, active).tolist() == expected


def test_a_coordinate_is_mixed_when_a_roll_asks_and_follows_its_row() -> None:
    active = Active(np.arange(3), np.array([7, 8, 9], dtype=np.uint64))
    deeper = active.inside(word(4)).inside(np.array([1, 2, 3], dtype=np.uint64))
    some = deeper.where(np.array([True, False, True]))
    assert some.rows.tolist() == [0, 2]
    assert some.coordinate.tolist() == [inside(inside(7, 4), 1), inside(inside(9, 4), 3)]
    assert active.where(np.ones(3, dtype=np.bool_)) is active
