"""Expressions are typed and bounded, or refused with a place and a way out."""

from __future__ import annotations

import pytest

from rules.expression.code import CODES, CYCLE
from rules.expression.infer import read
from rules.expression.node import Node
from rules.expression.scope import Scope
from tests.rules.expression import refused_cases, typed_cases
from tests.rules.expression.game import scope
from tests.rules.expression.test_parse import REFUSED


@pytest.fixture(scope="module")
def here() -> Scope:
    return scope()


@pytest.mark.parametrize(("text", "name", "lo", "hi"), typed_cases.CASES)
def test_an_expression_has_this_type_and_these_bounds(
    here: Scope, text: str, name: str, lo: float | None, hi: float | None
) -> None:
    node = read(text, here)
    assert isinstance(node, Node), node
    assert ("?" if node.type.optional else "") + str(node.type) == name
    if lo is not None:
        assert (node.type.lo, node.type.hi) == (lo, hi)


@pytest.mark.parametrize(("text", "code", "words"), refused_cases.CASES)
def test_an_expression_is_refused_for_this_reason(here: Scope, text: str, code: str, words: str) -> None:
    problems = read(text, here)
    assert isinstance(problems, tuple)
    found = [f"{problem.message}; {problem.help}" for problem in problems if problem.code.id == code]
    assert any(words in line for line in found), problems
    assert all(0 <= problem.start < problem.end <= len(text) for problem in problems)


@pytest.mark.parametrize("text", refused_cases.ONCE)
def test_one_mistake_is_one_problem(here: Scope, text: str) -> None:
    problems = read(text, here)
    assert isinstance(problems, tuple)
    assert [problem.code.id for problem in problems] == ["E405"]


def test_all_mistakes_are_told_at_once(here: Scope) -> None:
    problems = read("levle + e.atack + owned(el)", here)
    assert isinstance(problems, tuple)
    assert [problem.code.id for problem in problems] == ["E405", "E406", "E407"]
    assert [problem.start for problem in problems] == [0, 8, 24]


def test_every_code_is_shown_by_a_case() -> None:
    shown = {code for _, code, _ in (*refused_cases.CASES, *REFUSED)}
    assert shown | {CYCLE.id} == {code.id for code in CODES}
