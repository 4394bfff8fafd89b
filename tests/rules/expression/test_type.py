"""The bounds that types have by themselves, and what authors read of a type."""

from __future__ import annotations

import pytest

from rules.expression import type as types
from rules.expression.fit import described
from rules.expression.node import ONE, TRUE, ZERO, Const
from rules.expression.type import Type, integer, list_of, map_of, number, record
from rules.expression.words import NOW, TODAY, VALUES

CARD = record("card")
BOUNDS = [
    (types.BOOL, 0, 1),
    (types.COUNT, 0, 1_000_000_000),
    (types.CHANCE, 0, 1),
    (types.DATE, -1_000_000, 1_000_000),
    (types.TIME, 0, 9_007_199_254_740_992),
    (types.DURATION, -9_007_199_254_740_992, 9_007_199_254_740_992),
    (TODAY, 0, 1_000_000),
    (NOW, 0, 281_474_976_710_656),
    (integer(), -9_007_199_254_740_992, 9_007_199_254_740_992),
]
NAMES = [
    (integer(), "int", "a whole number"),
    (number(), "number", "a number"),
    (types.BOOL, "bool", "a condition"),
    (types.DATE, "day", "a day"),
    (types.NOTHING, "none", "`none`"),
    (types.AMOUNTS, "amounts", "amounts"),
    (types.TEXTS, "texts", "a list of texts"),
    (CARD, "card", "a record of `card`"),
    (list_of(CARD), "list of card", "a list of card"),
    (map_of(CARD, integer()), "map from card to int", "a map from card to int"),
    (Type("list"), "list", "a list"),
    (Type("map"), "map", "a map"),
    (Type("formula", item=CARD), "formula", "a formula"),
]
VALUE = {
    "false": 0,
    "true": 1,
    "none": -4_611_686_018_427_387_904,
    "monday": 1,
    "sunday": 7,
    "second": 1_000,
    "minute": 60_000,
    "hour": 3_600_000,
    "day": 86_400_000,
    "week": 604_800_000,
}


@pytest.mark.parametrize(("type_", "lo", "hi"), BOUNDS)
def test_a_type_has_these_bounds(type_: Type, lo: int, hi: int) -> None:
    assert (type_.lo, type_.hi) == (lo, hi)


@pytest.mark.parametrize(("type_", "name", "words"), NAMES)
def test_a_type_is_called(type_: Type, name: str, words: str) -> None:
    assert (str(type_), described(type_)) == (name, words)


def test_a_type_may_be_absent_or_proved_to_be_there() -> None:
    assert CARD.maybe().optional
    assert CARD.maybe().present() == CARD
    assert CARD.present() is CARD


def test_words_stand_for_these_values() -> None:
    assert {name: getattr(VALUES[name], "value", None) for name in VALUE} == VALUE
    assert types.CHANCE_PARTS == 1_000_000_000
    assert [Const(integer(n, n), n) for n in (0, 1)] == [ZERO, ONE]
    assert [Const(types.BOOL, 1)] == [TRUE]
