"""The plain evaluator and compiled code give the same value to whatever is typed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.expression.evaluate import evaluate
from rules.expression.infer import read
from rules.expression.node import Local, Node, walk
from rules.expression.scalar import ScalarCode
from tests.rules.expression.situations import expressions, situations, typed_game

HERE, CATALOGUE = typed_game()
CODE = ScalarCode(CATALOGUE)
REMEMBERING = ScalarCode(CATALOGUE, remembers=True)


@settings(max_examples=200, deadline=None)
@given(expressions, st.data())
def test_compiled_code_agrees_with_the_plain_evaluator(text: str, data: st.DataObject) -> None:
    node = read(text, HERE)
    if not isinstance(node, Node):
        return
    at = data.draw(situations(CATALOGUE))
    read_here = {part.name for part in walk(node) if isinstance(part, Local)}
    names = tuple(sorted(read_here & set(at.locals)))
    expected = evaluate(node, at)
    for code in (CODE, REMEMBERING, REMEMBERING):
        compiled = code.function(node, names)
        assert compiled(at.cells, at.moment, *(at.locals[name] for name in names)) == expected
