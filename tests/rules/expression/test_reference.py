"""Compiled code and the reference evaluator agree on every form, in every situation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.expression.happening import active
from rules.expression.infer import read
from rules.expression.node import Apply, Const, Lookup, Node
from rules.expression.reference import Reference
from rules.expression.reference_value import Ref, Sample, opened
from rules.expression.scalar import ScalarCode
from rules.expression.scope import FormulaSign, Scope, Vocabulary
from rules.expression.type import AMOUNTS, BOOL, integer, record
from rules.program.moment import Moment
from tests.rules.expression.sampled import CATALOGUE, DECLARED, LOCALS, SCOPE, cells, locals_, moments
from tests.rules.expression.texts import TEXTS

CODE = ScalarCode(CATALOGUE)


def _typed(text: str) -> Node:
    node = read(text, SCOPE)
    assert isinstance(node, Node), (text, node)
    return node


NODES = {text: _typed(text) for text in TEXTS}
FUNCTIONS = {text: CODE.function(node, tuple(LOCALS)) for text, node in NODES.items()}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_compiled_code_and_the_reference_agree_on_every_form(data: st.DataObject) -> None:
    own = data.draw(cells)
    moment = data.draw(moments(own))
    values = data.draw(locals_)
    sample = Sample.of(
        CATALOGUE, own, moment, {name: (type_, values[name]) for name, type_ in LOCALS.items()}
    )
    reference = Reference(DECLARED, sample)
    for text, node in NODES.items():
        compiled = FUNCTIONS[text](own, moment, *(values[name] for name in LOCALS))
        assert opened(CATALOGUE, node.type, compiled) == reference.value(text, node.type), text


REFUSED = (
    "e.__class__",
    "().__class__",
    "open('x')",
    "gold.real",
    "[x for x in (1, 2)]",
    "lambda: 1",
    "{1: 2}",
    "'%s' % 1 if False else `1`",
    "(x := 3)",
    "f'{gold}'",
    "__import__('os')",
    "gold[0:1]",
)


@pytest.mark.parametrize("text", REFUSED)
def test_the_reference_reads_no_attribute_and_calls_nothing_of_an_object(text: str) -> None:
    sample = Sample.of(
        CATALOGUE, [5, 1, {}, {}, {}, 0, 0, {}, 0, 0, 0, {}, 7, {}, 0, 0, {}, {}], Moment(0, 0), {}
    )
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which of many, each sort of refusal its own
        Reference(DECLARED, sample).value(text)
    assert not isinstance(caught.value, AssertionError)


def _at(**values: Any) -> Reference:
    return Reference(DECLARED, Sample(locals=values))


def test_a_signal_is_read_member_by_member() -> None:
    assert _at(fuse={"success": True}).value("fuse.success") is True


def test_a_local_hides_the_kind_that_is_called_like_it() -> None:
    assert _at().value("esprit.phoenix").id == "phoenix"
    assert _at(esprit=Ref("phoenix", "esprit")).value("esprit.power") == 260
    assert _at(esprit={"success": True}).value("esprit.success") is True


@pytest.mark.parametrize("holds", [True, False])
def test_an_event_holds_in_the_reference_as_in_compiled_code(holds: bool) -> None:
    declared = replace(DECLARED, events={"feast": holds}, functions={"active": active})
    node = read("active(feast)", Scope(declared))
    assert isinstance(node, Const)
    assert Reference(declared, Sample()).value("active(feast)") is bool(node.value) is holds


@pytest.mark.parametrize("name", ["active", "place"])
def test_where_nothing_happens_or_is_ranked_a_formula_may_be_called_so(name: str) -> None:
    sign = FormulaSign(name, (("o", record("esprit")),), ("o.power > 30",), wanted=BOOL)
    declared = replace(DECLARED, formulas={**DECLARED.formulas, name: sign})
    assert Reference(declared, Sample()).value(f"{name}(esprit.phoenix)") is True
    assert isinstance(read(f"{name}(esprit.phoenix)", Scope(declared)), Apply)


def test_a_formula_that_a_player_wrote_is_a_local() -> None:
    sign = FormulaSign("applies", (("o", record("esprit")),), ("o.power > 30",))
    assert _at(applies=sign).value("count(o for o in esprit if applies(o))") == 2


def test_a_bare_id_takes_the_kind_that_is_wanted() -> None:
    assert _at().value("phoenix", record("esprit")).kind == "esprit"
    assert _at(gone=None).value("default(gone, phoenix).power") == 260


def test_a_body_that_is_neither_text_nor_literal_is_refused() -> None:
    lookup = Lookup(integer(0, 1), (0, 1), 0, Const(integer(0, 1), 0))
    with pytest.raises(TypeError, match="neither a text nor a literal"):
        _at().applied(FormulaSign("table", (), (lookup,)), ())


def test_a_formula_of_amounts_is_worked_out_each_time() -> None:
    formula = FormulaSign("many", (("some", AMOUNTS),), ("size(some)",))
    assert _at().applied(formula, ({("owned.currency", 0): 3},)) == 3


def test_amounts_that_are_absent_are_none() -> None:
    catalogue = type(CATALOGUE)({**CATALOGUE.kinds}, CATALOGUE.slots, {})
    kind = CATALOGUE.kinds["esprit"]
    catalogue.kinds["esprit"] = type(kind)(
        "esprit", kind.ids, {**kind.columns, "worth": (-(1 << 62), 0, 0, 0)}
    )
    declared = Vocabulary(catalogue, DECLARED.kinds, DECLARED.variables)
    reference = Reference(
        declared, Sample(locals={"e": Ref("cinder", "esprit"), "o": Ref("phoenix", "esprit")})
    )
    assert reference.value("has(e.worth)") is False
    assert reference.value("o.worth[gold]") == 100


def test_a_record_that_no_one_wrote_holds_the_default() -> None:
    assert _at().value("debt(phoenix) + level") == 4
    assert Ref("a", "x") == Ref("a")
