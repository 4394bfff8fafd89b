"""What scalar code looks like, and what only hand-built nodes ask of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import number as rounding
from rules.expression.infer import read
from rules.expression.node import (
    Apply,
    Binary,
    Cell,
    Compare,
    Const,
    Domain,
    Field,
    Fold,
    Function,
    Local,
    Lookup,
    Node,
)
from rules.expression.node import const as whole
from rules.expression.scalar import ScalarCode
from rules.expression.scalar_names import mangle
from rules.expression.type import BOOL, COUNT, integer, number, record
from rules.number import luck
from rules.program.moment import Moment
from tests.rules.expression.sampled import CATALOGUE, SCOPE

SOURCES = {
    "gold + 1": "(C[0] + 1)",
    "stars(e) < -2": "(C[2].get(v_e, 0) < (-2))",
    "clamp(n, 2, 4)": "(2 if v_n < 2 else 4 if v_n > 4 else v_n)",
    "min(level, 3)": "(3 if 3 < (t1 := C[1]) else t1)",
    "floor(x)": "(t1 if v_x - (t1 := math_floor(v_x)) < 0.75 else floor_(v_x))",
    "floor(n)": "v_n",
    "sum(owned(o) * 2 for o in esprit)": "sum([(t1 * 2) for v_o, t1 in C[3].items()])",
    "sum(owned(o) // 2 for o in esprit)": "sum([(t1 // 2) for v_o, t1 in C[3].items()])",
    "count(o for o in esprit if o.element == water)": "len([v_o for v_o in K1])",
    "count(o for o in esprit if o.power > 99 and owned(o) > 0)": (
        "len([v_o for v_o in K1 if (C[3].get(v_o, 0) > 0)])"
    ),
    "all(owned(o) > 0 for o in esprit)": "all(((C[3].get(v_o, 0) > 0) for v_o in range(4)))",
}


@pytest.mark.parametrize(("text", "source"), SOURCES.items())
def test_source_is_what_one_would_write_by_hand(text: str, source: str) -> None:
    node = read(text, SCOPE)
    assert isinstance(node, Node)
    assert ScalarCode(CATALOGUE).source(node) == source


@given(
    st.floats(-1e15, 1e15) | st.integers(-(10**6), 10**6).map(lambda parts: parts / 100 * 1.0000000000000002)
)
def test_rounding_written_out_is_rounding_called(x: float) -> None:
    code = ScalarCode(CATALOGUE)
    for name, called in (("floor", rounding.floor), ("ceil", rounding.ceil), ("round", rounding.nearest)):
        node = Function(integer(), name, (Binary(number(), "*", Local(number(), "x"), whole(1)),))
        assert code.function(node, ("x",))([], None, x) == called(x)


def test_a_truth_goes_into_a_cell_as_a_whole_number() -> None:
    code = ScalarCode(CATALOGUE)
    assert code.whole(Compare(BOOL, "<", whole(1), whole(2))) == "(1 if (1 < 2) else 0)"
    assert code.whole(whole(1)) == "1"
    assert code.whole(Cell(BOOL, "locked", Local(record("esprit"), "e"))) == "C[7].get(v_e, 0)"


def test_hashes_and_luck_are_those_of_the_language() -> None:
    hashed = Function(integer(), "record_hash", (Const(record("esprit"), 2),))
    me, seed = Function(integer(), "me", ()), Function(integer(), "seed", ())
    node = Function(integer(), "luck", (whole(5), me, seed, hashed))
    expected = luck(5, 7, 1, CATALOGUE.kinds["esprit"].hashes[2])
    assert ScalarCode(CATALOGUE).function(node, ())([], Moment(0, 0, 7, 1)) == expected


def test_chances_and_weights_become_whole() -> None:
    code = ScalarCode(CATALOGUE)
    for name, expected in (("parts", 290_000_000), ("millionths", 290_000)):
        assert code.function(Function(COUNT, name, (Const(number(), 0.29),)), ())([], None) == expected


def test_a_formula_that_a_player_wrote_is_called_as_a_local() -> None:
    node = Apply(BOOL, "applies", (Local(record("esprit"), "e"),))
    read_it = ScalarCode(CATALOGUE).function(node, ("applies", "e"))
    assert read_it([], None, lambda _cells, _moment, e: e > 1, 2)


def test_a_table_may_start_anywhere() -> None:
    node = Lookup(integer(0, 9), (5, 6, 7), -1, Local(integer(-1, 1), "n"))
    assert [ScalarCode(CATALOGUE).function(node, ("n",))([], None, n) for n in (-1, 0, 1)] == [5, 6, 7]


def test_formulas_are_compiled_once_and_equal_bodies_share_one_function() -> None:
    code = ScalarCode(CATALOGUE)
    name = code.formula(CATALOGUE.formulas["esprit.strength"])
    first, _, _, last = code.names.space[name]
    assert first is last
    assert code.formula(CATALOGUE.formulas["esprit.strength"]) == name


def test_names_that_are_no_identifiers_stay_apart() -> None:
    names = ("prize", "prize.card", "prize_card", "prize#card", "prize..card")
    assert len({mangle(name) for name in names}) == len(names)
    assert all(mangle(name).isidentifier() for name in names)


def test_an_inner_loop_may_hide_the_variable_of_the_outer() -> None:
    var = Local(record("esprit"), "o")
    held = Cell(COUNT, "owned.esprit", var)
    over = Domain("kind", 4, "esprit")
    inner = Fold(COUNT, "sum", Domain("field", 4, "esprit", var, "esprit", "friends"), "o", None, held)
    node = Fold(COUNT, "sum", over, "o", None, Binary(COUNT, "*", held, inner))
    cells = [0, 1, {}, {0: 2, 2: 5}, {}, 0, 0, {}, 0, 0, 0, {}, 7, {}]
    # cinder (2) is a friend of kelpie and pup; its own friends hold 0 + 5, phoenix has none
    assert ScalarCode(CATALOGUE).function(node, ())(cells, None) == 2 * 5


def test_a_fold_without_a_body_counts_truth() -> None:
    node = Fold(BOOL, "any", Domain("kind", 0, "empty"), "o", None, None)
    assert ScalarCode(CATALOGUE).function(node, ())([], None) is False


def test_what_is_whole_needs_no_rounding_and_what_is_constant_no_reading() -> None:
    code = ScalarCode(CATALOGUE)
    for name in ("floor", "ceil", "round"):
        assert code.source(Function(integer(), name, (Local(integer(), "n"),))) == "v_n"
    assert code.source(Field(COUNT, "esprit", "power", Const(record("esprit"), 2))) == "260"
