"""What is suggested for a word that nothing has for its id."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.suggest import Spelling, allowed, did_you_mean, distance, nearest

WORDS = st.text("abc_", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("wieght", ["weight", "height", "name"], "weight"),
        ("weigt", ["weigh", "weight"], "weight"),
        ("pheonyx", ["phoenix", "phantom"], "phoenix"),
        ("legendery", ["legendary", "epic"], "legendary"),
        ("gold", ["gold", "golds"], "gold"),
        ("qqqqqq", ["weight", "name"], None),
        ("x", ["y"], None),
        ("it", ["at", "in"], "at"),
        ("", ["a"], None),
        ("a" * 100, ["a" * 99], None),
    ],
)
def test_the_nearest_word_is_meant(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant


def test_the_question_names_the_word() -> None:
    assert did_you_mean("wieght", Spelling(["weight"])) == "did you mean `weight`?"
    assert did_you_mean("wieght", ["name"]) is None


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("", "ab", 2),
        ("ab", "ba", 1),
        ("abc", "ca", 3),
        ("kitten", "sitting", 3),
        ("abcd", "acbd", 1),
        ("a", "a", 0),
    ],
)
def test_words_differ_by_mistakes(one: str, other: str, mistakes: int) -> None:
    assert distance(one, other, 3) == mistakes


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways_and_never_passes_its_bound_by_more_than_one(
    one: str, other: str
) -> None:
    assert distance(one, other, 9) == distance(other, one, 9) == _plain_distance(one, other)
    assert distance(one, other, 1) == min(2, distance(one, other, 9)) or distance(one, other, 1) > 1


@given(WORDS, st.sets(WORDS, max_size=40))
def test_nothing_nearer_is_overlooked_among_few(word: str, known: set[str]) -> None:
    found = nearest(word, known)
    best = min((_plain_distance(word, other) for other in known), default=99)
    if best <= allowed(word):
        assert found is not None
        assert _plain_distance(word, found) == best
    else:
        assert found is None or found in known


def test_one_mistake_and_most_of_two_are_found_among_160_000() -> None:
    parts = [
        "ka",
        "ri",
        "to",
        "mo",
        "sen",
        "fi",
        "ra",
        "lo",
        "mi",
        "dra",
        "gon",
        "phe",
        "nix",
        "ar",
        "chi",
        "ve",
        "lu",
        "na",
        "so",
        "la",
    ]
    spelling = Spelling("".join(word) for word in product(parts, parts, parts, parts))
    assert len(spelling.words) > 150_000
    assert spelling.nearest("phenixkamoo") == "phenixkamo"
    assert spelling.nearest("dragonlukaaa") == "dragonluka"
    assert spelling.nearest("zzzzzzzzzz") is None


def _plain_distance(one: str, other: str) -> int:
    rows = [[i + j if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, j in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        rows[i][j] = min(
            rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])
        )
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]
