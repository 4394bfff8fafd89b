"""Luck hangs on what both sides brought, on nothing else, and no two commands share any."""

from __future__ import annotations

import hashlib
import hmac
import pickle
import traceback
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.chance import Roll
from engine.fair.epoch import commitment, is_player_seed
from engine.fair.luck import Basis, Holder, Luck, of_offer, of_plain, of_player, read, written
from engine.fair.secret import Secret
from rules.site import Site
from tests.engine.fair.forms import SEED, luck

SITE = Site("actions.duel/do/winner")
SEEDS = st.text("abcXYZ019_-", max_size=64)
NUMBERS = st.integers(1, 1 << 62)
HOLDERS = st.builds(Holder, NUMBERS, SEEDS)
BASES = st.one_of(
    st.builds(of_player, HOLDERS, st.integers(0, 1 << 40)),
    st.lists(HOLDERS, min_size=2, max_size=2, unique_by=lambda holder: holder.player).flatmap(
        lambda two: st.builds(of_offer, st.just(two[0]), st.just(two[1]), NUMBERS, st.integers(0, 9))
    ),
)


def bits(message: str) -> int:
    return int.from_bytes(hmac.new(SEED, message.encode(), hashlib.sha256).digest()[:8], "big")


def test_a_player_rolls_under_his_seed_number_and_nonce() -> None:
    chance = of_player(Holder(17, "alice"), 4).chance(Secret(SEED))
    assert chance.bits(SITE.hash, 9, 1) == bits(f"alice:17:4:{SITE.hash}:9:1")


@pytest.mark.parametrize("two", [*permutations([Holder(23, "bob"), Holder(17, "zoe")])])
def test_two_players_roll_under_both_seeds_in_order_of_their_numbers(two: tuple[Holder, Holder]) -> None:
    chance = of_offer(*two, offer=812, nonce=0).chance(Secret(SEED))
    assert chance.bits(SITE.hash, 9) == bits(f"zoe+bob:17+23:812.0:{SITE.hash}:9:0")


@given(BASES, BASES)
def test_no_two_commands_share_luck(one: Basis, other: Basis) -> None:
    alike = one.chance(Secret(SEED)).bits(1, 2) == other.chance(Secret(SEED)).bits(1, 2)
    assert alike == (one == other)


@given(BASES, st.lists(st.tuples(st.integers(0, (1 << 64) - 1), st.integers(1, 1 << 62)), max_size=3))
def test_what_a_receipt_keeps_of_luck_comes_back(basis: Basis, drawn: list[tuple[int, int]]) -> None:
    rolls = tuple(Roll(SITE.name, coordinate, n, n - 1) for coordinate, n in drawn)
    assert read(written(basis, rolls)) == (Luck(basis, rolls) if rolls else None)


@pytest.mark.parametrize(
    "plain",
    [
        {},
        7,
        {"holders": [[1]], "nonce": "1", "rolls": []},
        {"holders": [], "nonce": "1", "rolls": []},
        {"holders": [[1, "a:b"]], "nonce": "1", "rolls": []},
        {"holders": [[2, "b"], [1, "a"]], "nonce": "1", "rolls": []},
        {"holders": [[1, "a"], [1, "b"]], "nonce": "1", "rolls": []},
        {"holders": [[1, "a"]], "nonce": "1", "rolls": [["site", 1, 2, 3]]},
        {"holders": [[1, "a"]], "nonce": "1", "rolls": [["site", "1", "0", "0"]]},
        {"holders": [[1, "a"]], "nonce": "1", "rolls": [["site", "1", "3", "3"]]},
        {"holders": [[1, "a"]], "nonce": "1", "rolls": [["site", str(1 << 64), "3", "1"]]},
        {"holders": [[1, "a"]], "nonce": "1", "rolls": [["site", "9" * 5000, "3", "1"]]},
    ],
)
def test_nonsense_is_no_luck(plain: object) -> None:
    with pytest.raises(ValueError, match=r"luck|roll|seed"):
        of_plain(plain)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        *[("a", True), ("A-z_09", True), ("x" * 64, True)],
        *[(text, False) for text in ("", "x" * 65, "a:b", "a+b", "a\n", "é", "٣", " a")],
    ],
)
def test_players_choose_seeds_of_plain_characters(text: str, may: bool) -> None:
    assert is_player_seed(text) is may


def test_a_commitment_is_the_hash_of_the_raw_bytes() -> None:
    one = bytes(31) + b"\x01"
    assert commitment(one).hex() == "ec4916dd28fc4c10d78e287ca5d9cc51ee1ae73cbfde08c6b37324cbfaac8bc5"
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(one[1:])


def test_a_secret_is_not_seen_where_it_is_printed_or_dumped() -> None:
    canary = b"canary-canary-canary-canary-1234"
    secret = Secret(canary)
    chance = of_player(Holder(1), 0).chance(secret)
    problem = ValueError(secret, chance)
    told = "".join(traceback.format_exception(problem))
    said = f"{secret} {secret!r} {[secret]} {chance!r} {told} {luck()}"
    assert "canary" not in said
    assert canary.hex() not in said
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(secret)
    assert secret == Secret(canary)
    assert secret != Secret(SEED)
