"""Which comments allow which problems."""

import pytest

from rules.document import allows, read_document
from rules.source import Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1 # allow W301: it is meant\n", [(1, "W301", "it is meant")]),
        ("# allow W301: it is meant\na: 1\n", [(2, "W301", "it is meant")]),
        (
            "# allow W301: one\n# allow W302: two\n\n  # and more\na: 1\n",
            [(5, "W301", "one"), (5, "W302", "two")],
        ),
        ("a:\n  #allow W301 :  it is meant \r\n  b: 1\r\n", [(3, "W301", "it is meant")]),
        ("a: 1 # allow W301\n", [(1, "W301", "")]),
        ("a: 1# allow W301\n", []),
        ("a: '# allow W301: no comment'\n", []),
        ('a: "x\n  # allow W301: no comment"\n', []),
        ("a: |\n  # allow W301: no comment\n# allow W302: one\nb: 1", [(4, "W302", "one")]),
        ("? '# allow W301: no comment'\n: [x] # allow W302: one\n", [(2, "W302", "one")]),
        ("- a\n- 'x' # allow W302: one\n- 'y'", [(2, "W302", "one")]),
        ("a: 1\n# allow W301: at the end\n", [(3, "W301", "at the end")]),
        ("# nothing\na: 1 # not an allow\n", []),
    ],
)
def test_a_comment_allows_what_stands_on_its_line_or_below_it(
    text: str, found: list[tuple[int, str, str]]
) -> None:
    source = Source("a.yaml", text)
    root, problems = read_document(source)
    assert not problems
    assert [(allow.line, allow.code, allow.reason) for allow in allows(source, root)] == found


def test_an_allow_knows_its_place() -> None:
    source = Source("a.yaml", "a: 1 # allow W301: why  \n")
    [allow] = allows(source, read_document(source)[0])
    assert allow.place.text == "# allow W301: why"


def test_a_file_that_cannot_be_read_still_allows() -> None:
    source = Source("a.yaml", "a: [ # allow W301: why\n")
    root, _ = read_document(source)
    assert root is None
    assert [allow.code for allow in allows(source, root)] == ["W301"]
