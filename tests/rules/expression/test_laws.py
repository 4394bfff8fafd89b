"""Whatever is written is typed or refused; what is typed has a value inside its bounds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.expression.code import ExpressionProblem
from rules.expression.evaluate import evaluate
from rules.expression.infer import read
from rules.expression.node import Node
from rules.expression.parse import Tree, parse
from rules.expression.type import COUNT
from tests.rules.expression.refused_cases import CASES as REFUSED
from tests.rules.expression.situations import expressions, situations, typed_game
from tests.rules.expression.typed_cases import CASES

HERE, CATALOGUE = typed_game()

_TEXTS = [case[0] for case in CASES] + [case[0] for case in REFUSED]
_WORDS = sorted({word for text in _TEXTS for word in text.replace("(", " ( ").replace(")", " ) ").split()})


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_problems(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Tree) or (
        found and all(isinstance(problem, ExpressionProblem) for problem in found)
    )


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_any_printable_text_is_a_tree_or_problems_inside_it(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Tree) or all(0 <= problem.start <= problem.end <= len(text) for problem in found)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join))
def test_any_words_of_the_language_are_typed_or_refused(text: str) -> None:
    for wanted in (None, COUNT):
        found = read(text, HERE, wanted)
        assert isinstance(found, Node) or all(isinstance(problem, ExpressionProblem) for problem in found)


@settings(max_examples=300, deadline=None)
@given(expressions, st.data())
def test_a_value_lies_inside_the_bounds_of_its_type(text: str, data: st.DataObject) -> None:
    node = read(text, HERE)
    if not isinstance(node, Node):
        return
    value = evaluate(node, data.draw(situations(CATALOGUE)))
    assert node.type.lo <= value <= node.type.hi
    assert isinstance(value, int) or node.type.name == "number"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_case_has_a_value_of_its_type(data: st.DataObject) -> None:
    at = data.draw(situations(CATALOGUE))
    for text, name, lo, _hi in CASES:
        if lo is None or any(word in text for word in ("prize", "filter", "rival", "beaten", "after")):
            continue
        node = read(text, HERE)
        assert isinstance(node, Node)
        value = evaluate(node, at)
        assert node.type.lo <= value <= node.type.hi, (text, name)
