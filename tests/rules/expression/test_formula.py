"""Formulas are typed when first asked for, once; those that need their own result are refused."""

from __future__ import annotations

from rules.expression.cost import cost
from rules.expression.infer import read, type_formulas
from rules.expression.node import Node, const
from rules.expression.scope import FieldSign, FormulaSign, KindSign, Scope, Vocabulary
from rules.expression.type import COUNT, integer, record
from tests.rules.expression.game import CATALOGUE, scope, vocabulary


def declare(**formulas: str) -> Vocabulary:
    """Return a vocabulary of formulas without parameters."""
    signs = {name: FormulaSign(name, (), (body,)) for name, body in formulas.items()}
    return Vocabulary(CATALOGUE, formulas=signs)


def test_every_formula_and_formula_field_is_typed() -> None:
    found = type_formulas(vocabulary())
    assert {"power", "season_now", "ability.applies", "task.progress"} <= set(found)
    power = found["power"].lowered
    assert (power.name, power.params, power.kind, len(power.bodies)) == ("power", ("e",), "", 1)
    bonus = found["ability.bonus"].lowered
    assert (bonus.params, bonus.kind, len(bonus.bodies)) == (("it", "e"), "ability", 2)
    assert found["season_now"].lowered.types == ()


def test_a_problem_in_a_body_is_told_once_with_its_number() -> None:
    found = type_formulas(vocabulary())
    assert [(n, problem.code.id) for n, problem in found["broken"].problems] == [(0, "E401")]
    assert [(n, problem.code.id) for n, problem in found["mistyped"].problems] == [(0, "E407")]
    assert not found["combat"].problems


def test_what_calls_a_refused_formula_is_refused_in_silence() -> None:
    assert read("broken + 1", scope()) == ()
    assert read("mistyped", scope()) == ()


def test_a_circle_is_told_once_and_shown_whole() -> None:
    found = type_formulas(declare(a="b + 1", b="c * 2", c="a - 1", d="d"))
    problems = [problem for formula in found.values() for _, problem in formula.problems]
    assert [problem.code.id for problem in problems] == ["E414", "E414"]
    assert "`a` -> `b` -> `c` -> `a`" in problems[0].message
    assert "`d` -> `d`" in problems[1].message


def test_a_circle_through_a_formula_field_counts_every_record() -> None:
    task = record("task")
    sign = FormulaSign("task.progress", (("it", task),), ("1", "total"), COUNT)
    total = FormulaSign("total", (), ("sum(t.progress for t in task)",))
    kinds = {"task": KindSign({"progress": FieldSign(COUNT, sign)})}
    found = type_formulas(Vocabulary(CATALOGUE, kinds, formulas={"total": total}))
    problems = [(n, p.message) for formula in found.values() for n, p in formula.problems]
    assert len(problems) == 1
    assert "`total` -> `task.progress` -> `total`" in problems[0][1]


def test_a_body_may_be_a_literal_that_was_read_already_and_a_formula_may_have_no_body() -> None:
    literal = FormulaSign("literal", (), (const(7),))
    empty = FormulaSign("empty", (), (), integer(1, 2))
    nothing = FormulaSign("nothing", (), ())
    declared = Vocabulary(CATALOGUE, formulas={"literal": literal, "empty": empty, "nothing": nothing})
    found = type_formulas(declared)
    assert found["literal"].result == integer(7, 7)
    assert found["empty"].result == integer(1, 2)
    assert read("nothing", Scope(declared)) == ()


def test_loops_multiply_through_formulas_and_add_up_beside_each_other() -> None:
    here = scope()
    cases = {
        "level + 1": 1,
        "sum(owned(o) for o in esprit)": 5,
        "sum(sum(k for k in upto(n)) for o in esprit)": 1 + 4 * (1 + 20),
        "sum(power(o) for o in esprit)": 1 + 4 * (1 + 2),
        "power(e) + power(f)": 1 + 2 + 2,
        "sum(t.progress for t in task)": 1 + 2,
        "filter(e)": 1,
    }
    for text, evaluations in cases.items():
        node = read(text, here)
        assert isinstance(node, Node)
        assert cost(node, here) == evaluations, text
