"""Expressions as columns: the same as for one player, and unharmed by what nobody asks for."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.columns.frame import frame_of
from engine.state import State
from rules import number as scalar
from rules import site
from rules.expression import column_hash, column_number
from rules.expression.column import ColumnCode
from rules.expression.column_array import constant, matrix, padded, table
from rules.expression.column_frame import Frame
from rules.expression.infer import read
from rules.expression.node import (
    Best,
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Domain,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    Member,
    Node,
    Reached,
    Tallied,
    Unary,
    const,
)
from rules.expression.scalar import ScalarCode
from rules.expression.type import BOOL, NONE, TEXT, integer, number, record
from rules.program.catalogue import Calendar, Catalogue, Kind
from rules.program.slot import Slot
from tests.generated.catalogue import random_names
from tests.generated.expressions import Expressions
from tests.generated.formulas import add_formulas
from tests.generated.players import random_moments, random_states
from tests.rules.expression import sampled
from tests.rules.expression.texts import TEXTS

ROWS = 40
WORDS = st.integers(0, site.MASK)
CARD, INT = record("card"), integer()
E, X = Local(CARD, "e"), Local(INT, "x")
CARDS = Domain("kind", 3, kind="card")
CATALOGUE = Catalogue(
    {
        "card": Kind(
            "card",
            ("ace", "king", "two"),
            {"power": (3, 9, 9), "name": ("a", "b", "c"), "step": (1, 5, 9), "rate": (0.5, 1, NONE)},
            {},
            {"friends": ((1, 2), (), (0,)), "words": (("a", "x"), (), ("c",))},
            ordered_by="step",
        ),
        "none": Kind("none", (), {"power": (), "step": ()}, {}, {"friends": ()}, ordered_by="step"),
    },
    (Slot(0, "owned.card", INT, "card"), Slot(1, "first", CARD.maybe()), Slot(2, "kept", INT, "none")),
    {},
)


def value(node: Node, **locals_: object) -> list[object]:
    """Return what *node* is for three players, of whom the second owns 2 kings and holds the ace."""
    cells = [np.array([[0, 0, 0], [0, 2, 0], [0, 0, 0]]), np.array([NONE, 0, NONE]), np.zeros((1, 3), int)]
    whole = np.arange(3)
    frame = Frame(cells, whole, whole, whole, 1 << 63)
    for name, given_ in locals_.items():
        frame.bind(name, whole, np.array(given_))
    with np.errstate(all="ignore"):
        return list(ColumnCode(CATALOGUE).function(node)(frame, whole).tolist())


def _calc(op: str, left: Node, right: Node) -> Binary:
    return Binary(INT, op, left, right)  # type: ignore[arg-type]


FIRST = Cell(CARD.maybe(), "first")
TEXT_OF = Field(TEXT, "card", "name", FIRST)
NOWHERE = Domain("kind", 0, kind="none")
POWER = Field(INT, "card", "power", E)
OWNED = Cell(INT, "owned.card", E)
IS_KING = Compare(BOOL, "==", E, Const(CARD, 1))
CASES: dict[str, tuple[Node, list[object]]] = {
    "a division that nobody asks for": (
        Choice(INT, Compare(BOOL, "!=", X, const(0)), _calc("//", const(6), X), const(-1)),
        [-1, 6, 3],
    ),
    "a field of no record that nobody asks for": (
        Logic(BOOL, "and", (Function(BOOL, "has", (FIRST,)), Compare(BOOL, "==", TEXT_OF, Const(TEXT, "a")))),
        [False, True, False],
    ),
    "a local that nobody bound": (Local(INT, "y"), [NONE] * 3),
    "a tally that nobody began": (Tallied(INT, "t", "owned.card", const(0)), [0, 0, 0]),
    "a whole tally that nobody began": (Tallied(INT, "t"), [0, 0, 0]),
    "the greatest of equal measures": (Best(CARD, CARDS, "e", None, POWER), [1, 1, 1]),
    "the greatest of those that satisfy": (
        Best(CARD, CARDS, "e", Compare(BOOL, ">", OWNED, const(0)), POWER),
        [NONE, 1, NONE],
    ),
    "the greatest of fractions": (
        Best(CARD, CARDS, "e", Unary(BOOL, "not", IS_KING), Field(number(), "card", "rate", E)),
        [0, 0, 0],
    ),
    "the greatest of none": (Best(CARD, NOWHERE, "e", None, const(1)), [NONE] * 3),
    "a sum over none": (Fold(INT, "sum", NOWHERE, "e", None, Field(INT, "none", "power", E)), [0, 0, 0]),
    "all of none": (Fold(BOOL, "all", NOWHERE, "e", None, Const(BOOL, 0)), [True] * 3),
    "a cell of a kind without records": (Cell(INT, "kept", Local(record("none"), "x")), [0, 0, 0]),
    "a sum of truths": (Fold(INT, "sum", CARDS, "e", None, Compare(BOOL, ">", OWNED, const(0))), [0, 1, 0]),
    "friends of a record": (
        Fold(INT, "sum", Domain("field", 3, "card", X, "card", "friends"), "e", None, POWER),
        [18, 0, 3],
    ),
    "the same constant for every member": (Fold(INT, "sum", CARDS, "e", None, const(4)), [12, 12, 12]),
    "a sum that knows its records at load": (Fold(INT, "sum", CARDS, "e", IS_KING, POWER), [9, 9, 9]),
    "a loop in a loop": (
        Fold(
            INT,
            "sum",
            Domain("upto", 3, node=X),
            "i",
            None,
            Fold(INT, "sum", CARDS, "e", None, _calc("*", OWNED, Local(INT, "i"))),
        ),
        [0, 2, 6 * 0],
    ),
    "a word in a list": (Member(BOOL, "card", "words", X, Const(TEXT, "a")), [True, False, False]),
    "a record in a list": (Member(BOOL, "card", "friends", X, const(0)), [False, False, True]),
    "what is reached": (Reached(CARD, "card", _calc("*", X, const(3))), [NONE, 0, 1]),
    "what is reached exactly": (Reached(CARD, "card", _calc("+", X, const(4)), exact=True), [NONE, 1, NONE]),
    "what is reached of none": (Reached(CARD, "none", X), [NONE] * 3),
    "what is reached exactly of none": (Reached(CARD, "none", X, exact=True), [NONE] * 3),
    "an absent fraction": (Function(BOOL, "has", (Field(number(), "card", "rate", X),)), [True, True, False]),
    "a seed of 64 bits": (Function(INT, "seed", ()), [-(1 << 63)] * 3),
    "a negated truth": (Unary(INT, "-", Compare(BOOL, ">", X, const(0))), [0, -1, -1]),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_expression_has_one_value_for_each_player(case: str) -> None:
    node, expected = CASES[case]
    assert value(node, x=[0, 1, 2]) == expected


def test_a_local_becomes_what_it_is_given() -> None:
    frame = Frame([], np.arange(3), np.arange(3), np.arange(3))
    frame.bind("x", np.array([1]), np.array([True]))
    assert frame.locals["x"].tolist() == [NONE, 1, NONE]
    frame.bind("x", np.array([2]), np.array([0.5]))
    assert frame.locals["x"].tolist() == [NONE, 1, 0.5]


def test_tables_of_nothing_have_one_entry_that_nobody_reads() -> None:
    assert [made.tolist() for made in (table(()), matrix(()), matrix(((), ())), padded(()))] == [
        [0],
        [[0]],
        [[0]],
        [[0]],
    ]
    assert constant("a", TEXT).dtype == np.object_


@given(st.floats(-1e12, 1e12) | st.integers(-(10**9), 10**9).map(lambda n: n * 0.01 * 100 / 2))
def test_rounding_is_that_of_the_rules_bit_for_bit(x: float) -> None:
    for name in ("floor", "ceil", "nearest"):
        assert getattr(column_number, name)(np.array([x])).tolist() == [getattr(scalar, name)(x)], name


@given(st.floats(0, 1))
def test_chances_and_weights_are_those_of_the_rules(x: float) -> None:
    assert column_number.parts(np.array([x])).tolist() == [scalar.parts(x)]
    assert column_number.millionths(np.array([x])).tolist() == [scalar.millionths(x)]


@given(WORDS, WORDS, WORDS, WORDS)
def test_luck_is_that_of_the_rules_bit_for_bit(seed: int, owner: int, period: int, card: int) -> None:
    words = (column_hash.word(part) for part in (seed, owner, period, card))
    assert column_hash.luck(*words).tolist() == [scalar.luck(seed, owner, period, card)]


@given(WORDS, WORDS, WORDS)
def test_coordinates_are_those_of_the_rules_bit_for_bit(player: int, day: int, step: int) -> None:
    begun = column_hash.start(column_hash.word(player), column_hash.word(day))
    assert begun.tolist() == [site.start(player, day)]
    assert column_hash.inside(begun, column_hash.word(step)).tolist() == [
        site.inside(site.start(player, day), step)
    ]


@given(st.integers(-(10**12), 10**12), st.integers(-(10**4), 10**4))
def test_days_are_those_of_the_calendar(time: int, day: int) -> None:
    calendar = Calendar((-(1 << 60), -(10**11), 10**11), (3600_000, 7200_000, 0), 4 * 3600_000)
    code = ColumnCode(Catalogue({}, (), {}, calendar))
    frame = Frame([], np.arange(1), np.arange(1), np.arange(1))
    for name, of in (("day_of", time), ("start_of", day)):
        found = code.function(Function(INT, name, (const(of),)))(frame, np.arange(1))
        assert found.tolist() == [getattr(calendar, name)(of)]


@pytest.mark.parametrize("seed", range(60))
def test_a_random_expression_is_the_same_for_one_and_for_many(seed: int) -> None:
    chance = Random(seed)
    names = random_names(chance)
    add_formulas(chance, names)
    expressions = Expressions(chance, names)
    states = random_states(chance, names.catalogue, ROWS)
    moments = random_moments(chance, ROWS)
    frame, rows = frame_of(names.catalogue, states, moments), np.arange(ROWS)
    many, one = ColumnCode(names.catalogue), ScalarCode(names.catalogue)
    for _ in range(10):
        node = chance.choice((expressions.whole, expressions.real, expressions.truth))(4)
        with np.errstate(all="ignore"):
            found = many.function(node)(frame, rows).tolist()
        read = one.function(node, ())
        assert found == [read(state.cells, at) for state, at in zip(states, moments, strict=True)], node


@given(st.data())
def test_when_a_variable_is_full_is_the_same_for_one_and_for_many(data: st.DataObject) -> None:
    players = Kind("player", tuple("abcdefghi"))  # there is a variable that is kept for each
    catalogue = replace(sampled.CATALOGUE, kinds={**sampled.KINDS, "player": players})
    states = [State(catalogue, data.draw(sampled.cells)) for _ in range(4)]
    moments = [data.draw(sampled.moments(state.cells)) for state in states]
    frame, rows = frame_of(catalogue, states, moments), np.arange(len(states))
    many, one = ColumnCode(catalogue), ScalarCode(catalogue)
    for text in TEXTS:
        node = read(text, sampled.SCOPE)
        if text.startswith(("full_at(verve", "full_at(stored")) and isinstance(node, Node):
            alone = one.function(node, ())
            expected = [alone(state.cells, at) for state, at in zip(states, moments, strict=True)]
            assert many.function(node)(frame, rows).tolist() == expected
