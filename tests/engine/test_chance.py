"""Luck is exactly uniform, addressed, verifiable and recorded."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.chance import CounterChance, FairChance, KeyedChance, Roll
from rules.site import GOLDEN, MASK, Site, mix

SITE = Site("actions.open/do/prize")
BITS = st.integers(0, MASK)


class Fixed(KeyedChance):
    """Luck that gives the bits it is told, one for each attempt."""

    def __init__(self, *bits: int) -> None:
        super().__init__(record=True)
        self.given = bits

    def bits(self, site: int, coordinate: int, attempt: int = 0) -> int:
        """Return the bits of an attempt."""
        assert (site, coordinate) == (SITE.hash, 9)
        return self.given[attempt]


@given(BITS, BITS, st.integers(0, 5))
def test_counter_luck_is_what_its_words_say(seed: int, coordinate: int, attempt: int) -> None:
    expected = mix(mix(mix(seed + GOLDEN) + SITE.hash) + coordinate + attempt * GOLDEN)
    chance = CounterChance(seed)
    assert chance.bits(SITE.hash, coordinate, attempt) == expected
    assert chance.bits(SITE.hash, coordinate, attempt) == expected


def test_fair_luck_can_be_verified_with_a_hash_and_nothing_else() -> None:
    digest = hmac.new(b"server", f"seed:5:17:{SITE.hash}:99:2".encode(), hashlib.sha256).digest()
    assert FairChance(b"server", "seed", 5, 17).bits(SITE.hash, 99, 2) == int.from_bytes(digest[:8], "big")


@given(BITS, st.integers(1, 1 << 40))
def test_a_number_below_n_is_the_high_word(bits: int, n: int) -> None:
    low = bits * n & MASK
    if low >= (1 << 64) % n:
        assert Fixed(bits).below(n, SITE, 9) == bits * n >> 64


def test_low_words_that_would_favour_some_are_rejected() -> None:
    # 2^64 mod 3 is 1: of all low words only 0 is too many
    assert Fixed(0, 1 << 63).below(3, SITE, 9) == 1
    assert Fixed(0, 0, 0, MASK).below(3, SITE, 9) == 2
    assert Fixed(1).below(3, SITE, 9) == 0


def test_outcomes_follow_their_weights() -> None:
    chance = CounterChance(4)
    counts = Counter(chance.choose((1, 1, 4), SITE, mix(number)) for number in range(4000))
    assert counts.keys() == {0, 2}
    assert 850 < counts[0] < 1150
    assert {chance.uniform(-1, 1, SITE, mix(number)) for number in range(50)} == {-1, 0, 1}
    assert {chance.pick((5, 8), None, SITE, mix(number)) for number in range(50)} == {5, 8}
    assert {chance.pick((5, 8), (0, 3), SITE, mix(number)) for number in range(50)} == {8}


def test_a_receipt_lists_site_coordinate_n_and_value() -> None:
    chance = Fixed(1 << 63)
    chance.choose((1, 4), SITE, 9)
    assert chance.rolls == [Roll(SITE.name, 9, 4, 2)]
    assert CounterChance().rolls is None


@pytest.mark.parametrize(
    "other", [CounterChance(2), FairChance(b"a", "b", 1, 2), FairChance(b"a", "b", 1, 3)]
)
def test_other_keys_are_other_luck(other: KeyedChance) -> None:
    one = CounterChance(1)
    assert [one.bits(1, n) for n in range(9)] != [other.bits(1, n) for n in range(9)]
