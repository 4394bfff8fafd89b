"""Bounds are proved by intervals, then by every case; what fails comes with the case in which it fails."""

from __future__ import annotations

import pytest

from rules.expression.bounds import every_case
from rules.expression.infer import begin, read
from rules.expression.inference import UNKNOWN
from rules.expression.node import Node
from rules.expression.scope import Scope
from rules.expression.type import (
    CHANCE,
    COUNT,
    DURATION,
    PLAYER,
    TIME,
    Type,
    integer,
    list_of,
    number,
    record,
)
from tests.rules.expression.game import CATALOGUE, ESPRIT, scope


@pytest.fixture(scope="module")
def here() -> Scope:
    return scope()


# (expression, type wanted): the interval alone does not prove these, or it does.
PROVED: tuple[tuple[str, Type], ...] = (
    ("0.9 - 0.1 * stars(e)", CHANCE),
    ("n * (20 - n) / 100", CHANCE),
    ("n * (20 - n) / 100 + (0 if yes else 0)", CHANCE),
    ("(n - 10) * (n - 10)", integer(0, 100)),
    ("tier.order * (8 - tier.order)", integer(7, 12)),
    ("stars(phoenix) * (5 - stars(phoenix)) / 6.25", CHANCE),
    ("leader", ESPRIT.maybe()),
    ("none", ESPRIT.maybe()),
    ("level", number()),
    ("fire", record("element")),
    ("e.abilities", list_of(record("ability"))),
    ("now - minute", TIME),
    ("rival", PLAYER),
    ("hour", DURATION),
)

REFUTED: tuple[tuple[str, Type, str, str], ...] = (
    ("0.9 - 0.06 * n", CHANCE, "at n = 20 it is -0.3", "`clamp(..., 0, 1)`"),
    (
        "0.3 * tier.order",
        CHANCE,
        "at tier = legendary it is 2.1, which must be at most 1",
        "`clamp(..., 0, 1)`",
    ),
    ("n * n - 3 * n", integer(0, 999), "at n = 1 it is -2, which must be at least 0", "`clamp(..., 0, 999)`"),
    ("level - 5", integer(0, 999), "at level = 1 it is -4", "`clamp(..., 0, 999)`"),
    ("stars(e) + 5", integer(0, 9), "at stars(...) = 5 it is 10", "`clamp(..., 0, 9)`"),
    (
        "(1 if has(leader) else 2) * n",
        integer(0, 39),
        "at leader = none, n = 20 it is 40",
        "`clamp(..., 0, 39)`",
    ),
    ("stars(e) + stars(f)", integer(0, 9), "it may be 10", "`clamp(..., 0, 9)`"),
    ("combat - 5", COUNT, "it may be -4", "`clamp(..., 0, 1000000000)`"),
    ("sum(stars(o) for o in esprit) - 1", COUNT, "it may be -1", "`clamp"),
    ("xp + wins", COUNT, "it may be 2000000000", "`clamp"),
    ("xp * x", CHANCE, "it may be -1000000000", "`clamp"),
    ("wide", CHANCE, "it has no bound", "`clamp(..., 0, 1)`"),
    ("x", number(0), "it may be -1", "`max(..., 0)`"),
    ("level", number(hi=5), "at level = 200 it is 200", "`min(..., 5)`"),
    ("-hour", DURATION.within(0, 10**9), "it may be -3600000", "`clamp"),
)


@pytest.mark.parametrize(("text", "wanted"), PROVED)
def test_bounds_are_proved(here: Scope, text: str, wanted: Type) -> None:
    node = read(text, here, wanted)
    assert isinstance(node, Node), node
    assert node.type.name not in {"int", "number"} or wanted.lo <= node.type.lo <= node.type.hi <= wanted.hi


@pytest.mark.parametrize(("text", "wanted", "words", "help_"), REFUTED)
def test_bounds_are_refuted_with_a_case_where_there_is_one(
    here: Scope, text: str, wanted: Type, words: str, help_: str
) -> None:
    problems = read(text, here, wanted)
    assert isinstance(problems, tuple)
    assert [problem.code.id for problem in problems] == ["E412"]
    assert words in problems[0].message
    assert help_ in str(problems[0].help)


def test_what_is_known_narrows_the_cases(here: Scope) -> None:
    text = "0.9 - 0.06 * n if n <= 15 else 0"
    assert isinstance(read(text, here, CHANCE), Node)


@pytest.mark.parametrize("text", ["today", "x + n", "n + count + level", "xp + n", "now", "rival", "word"])
def test_what_cannot_be_counted_out_is_left_to_intervals(here: Scope, text: str) -> None:
    node = read(text, here)
    assert isinstance(node, Node)
    assert every_case(node, CATALOGUE) is None


def test_many_cases_are_told_by_four_names(here: Scope) -> None:
    node = read("stars(phoenix) + (1 if yes else 0) + (1 if free else 0) + (1 if e == f else 0)", here)
    assert isinstance(node, Node)
    found = every_case(node, CATALOGUE)
    assert found is not None
    assert list(found.interval) == [0, 8]
    assert found.highest.count(" = ") == 4


def test_a_refused_condition_teaches_nothing(here: Scope) -> None:
    inference = begin(here)
    assert inference.where(UNKNOWN) == inference
