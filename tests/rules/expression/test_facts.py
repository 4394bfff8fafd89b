"""A condition that holds says bounds, presence and which of two is the greater; no more than that."""

from __future__ import annotations

from math import inf

import pytest

from rules.expression.facts import NO_FACTS, Facts, facts_from
from rules.expression.interval import Interval
from rules.expression.node import (
    Apply,
    Binary,
    Cell,
    Compare,
    CompareOp,
    Const,
    Function,
    Local,
    Node,
    Unary,
    const,
)
from rules.expression.place import Place, mentions, place
from rules.expression.type import BOOL, NONE, Type, integer, number, record

A, B = Local(integer(0, 9), "a"), Local(integer(3, 5), "b")
X, Y = Local(number(0, 9), "x"), Local(number(3, 5), "y")
FREE = (-inf, inf)

COMPARED: list[tuple[Node, CompareOp, Node, Interval, Interval, float | None, float | None]] = [
    (A, "<", B, (-inf, 4), (1, inf), None, 1),
    (A, "<=", B, (-inf, 5), (0, inf), None, 0),
    (A, ">", B, (4, inf), (-inf, 8), 1, None),
    (A, ">=", B, (3, inf), (-inf, 9), 0, None),
    (A, "==", B, (3, 5), (0, 9), 0, 0),
    (A, "!=", B, FREE, FREE, None, None),
    (X, "<", Y, (-inf, 5), (0, inf), None, 0),
    (A, ">", Y, (3, inf), (-inf, 9), 0, None),
    (A, "!=", const(0), (1, inf), FREE, None, None),
    (A, "!=", const(9), (-inf, 8), FREE, None, None),
    (A, "!=", const(4), FREE, FREE, None, None),
    (X, "!=", const(0), FREE, FREE, None, None),
]


@pytest.mark.parametrize(("left", "op", "right", "first", "second", "above", "below"), COMPARED)
def test_a_comparison_says(
    left: Node, op: CompareOp, right: Node, first: Interval, second: Interval, above: float, below: float
) -> None:
    found = facts_from(Compare(BOOL, op, left, right))
    one, other = place(left), place(right)
    assert (found.bounds.get(one, FREE), found.bounds.get(other, FREE)) == (first, second)
    assert (found.above.get((one, other)), found.above.get((other, one))) == (above, below)


ONE: Place = ("Local", "p")
TWO: Place = ("Local", "q")
THREE: Place = ("Cell", "s", None, None)
NEAR = Facts({ONE: (0, 5), TWO: (2, 3)}, frozenset({ONE}), {(ONE, TWO): 1, (TWO, ONE): 4})
FAR = Facts({ONE: (3, 9), THREE: (1, 1)}, frozenset({ONE, THREE}), {(ONE, TWO): 3})


def test_where_both_hold_all_is_known() -> None:
    bounds = {ONE: (3, 5), TWO: (2, 3), THREE: (1, 1)}
    both = Facts(bounds, frozenset({ONE, THREE}), {(ONE, TWO): 3, (TWO, ONE): 4})
    assert (NEAR.also(FAR), FAR.also(NEAR)) == (both, both)
    assert (NEAR.also(NO_FACTS), NO_FACTS.also(NEAR)) == (NEAR, NEAR)


def test_of_what_contradicts_itself_the_later_is_known() -> None:
    low, high = Facts({ONE: (0, 5)}), Facts({ONE: (7, 9)})
    assert (low.also(high).bounds, high.also(low).bounds) == (high.bounds, low.bounds)


def test_where_one_holds_what_both_say_is_known() -> None:
    either = Facts({ONE: (0, 9)}, frozenset({ONE}), {(ONE, TWO): 1})
    assert (NEAR.either(FAR), FAR.either(NEAR)) == (either, either)


def test_what_is_bound_or_written_anew_is_no_longer_known() -> None:
    assert NEAR.without_local("q") == Facts({ONE: (0, 5)}, frozenset({ONE}))
    assert FAR.without_slot("s") == Facts({ONE: (3, 9)}, frozenset({ONE}), {(ONE, TWO): 3})
    called = ("Apply", "f", (), None)
    assert Facts(present=frozenset({called})).without_slot("s") == NO_FACTS
    assert Facts(present=frozenset({called})).without_local("q").present == {called}
    assert NEAR.without_slot("p") == NEAR


def _between(low: Node, high: Node, least: int) -> Facts:
    return Facts(above={(place(high), place(low)): least})


NARROWED: list[tuple[Facts, Node, Interval]] = [
    (Facts({place(A): (2, 20)}), A, (2, 9)),
    (Facts({place(A): (-5, 4)}), A, (0, 4)),
    (Facts({place(A): (4, 4)}), A, (4, 4)),
    (Facts({place(A): (12, 20)}), A, (0, 9)),  # which cannot be
    (Facts({place(B): (4, 4)}), A, (0, 9)),
    (_between(B, A, 2), Binary(integer(-5, 6), "-", A, B), (2, 6)),
    (_between(A, B, 2), Binary(integer(-5, 6), "-", A, B), (-5, -2)),
    (_between(B, A, 2), Binary(integer(-5, 6), "+", A, Unary(integer(-5, -3), "-", B)), (2, 6)),
    (_between(B, A, 2), Binary(integer(3, 14), "+", A, B), (3, 14)),
]


@pytest.mark.parametrize(("facts", "node", "bounds"), NARROWED)
def test_a_type_is_narrowed_by_what_is_known(facts: Facts, node: Node, bounds: Interval) -> None:
    found = facts.narrowed(node)
    assert (found.type.lo, found.type.hi) == bounds


def test_what_is_present_is_no_longer_optional() -> None:
    cell = Cell(Type("record", kind="card").maybe(), "s")
    assert not Facts(present=frozenset({place(cell)})).narrowed(cell).type.optional
    assert Facts(present=frozenset({ONE})).narrowed(cell) is cell


def test_places_are_equal_where_forms_are_but_for_their_types() -> None:
    one, other = (Apply(integer(), "f", (A, arg)) for arg in (B, X))
    assert place(one) == place(Apply(number(), "f", (Local(integer(), "a"), B)))
    assert place(one) != place(other)
    assert facts_from(Compare(BOOL, ">", one, const(3))).narrowed(other) is other


def test_a_place_mentions_what_is_inside() -> None:
    where = place(Apply(integer(), "f", (A, Cell(integer(), "s", X))))
    asked = [("Local", "a"), ("Local", "x"), ("Cell", "s"), ("Apply", "f"), ("Apply", "")]
    assert [mentions(where, form, name) for form, name in asked] == [True] * 5
    asked = [("Local", "s"), ("Cell", "x"), ("Apply", "g"), ("Local", "f"), ("Tallied", "")]
    assert [mentions(where, form, name) for form, name in asked] == [False] * 5


def test_that_a_constant_is_there_says_nothing_of_what_else_is_written_none() -> None:
    nobody = Const(record("frog").maybe(), NONE)
    assert facts_from(Function(BOOL, "has", (nobody,))) == NO_FACTS
