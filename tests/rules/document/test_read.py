"""Strict YAML: what is read, what is refused, and where."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from rules.document import DEFAULT, Limits, Mapping, Node, Scalar, Sequence, decode, read_document
from rules.document.read import Parser, read_with
from rules.problem import Problem
from rules.source import Place, Source

CASES = Path(__file__).parents[2] / "cases" / "yaml"
PARSERS: list[Callable[[str], Parser]] = [yaml.SafeLoader]
if yaml.__with_libyaml__:
    PARSERS.append(yaml.CSafeLoader)

# Pieces of which texts are made that come near to YAML.
TOKENS = [
    "a",
    "b",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    ",",
    '"',
    "'",
    "#",
    " #",
    "|",
    ">",
    "&a ",
    "*a",
]
TOKENS += [
    "!",
    "!t ",
    "<<",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\r",
    "\\",
    "\\u",
    "\\ud83d",
    "\\ude00",
    "@",
    "`",
    "🦊",
    "\ufeff",
]
TOKENY = st.lists(st.sampled_from(TOKENS), max_size=60).map("".join)


def cases(name: str) -> list[object]:
    rows = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [
        pytest.param(
            Source(row.get("file", "a.yaml"), row["text"]),
            row.get("problems", row.get("values")),
            id=row["name"],
        )
        for row in rows
    ]


def read(text: str, file: str = "a.yaml", **limits: int) -> tuple[Node | None, list[Problem]]:
    return read_document(Source(file, text), Limits(**limits) if limits else DEFAULT)


def leaves(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    if isinstance(node, Scalar):
        yield path[1:], node
    for name, part in parts(node):
        yield from leaves(part, f"{path}.{name}")


def parts(node: Node) -> list[tuple[str, Node]]:
    if isinstance(node, Mapping):
        return list(node.entries.items())
    return [(str(at), item) for at, item in enumerate(node.items)] if isinstance(node, Sequence) else []


def extent(place: Place) -> str:
    span = place.span
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("source", "problems"), cases("refused.yaml"))
def test_what_is_refused_is_refused_where_it_stands(
    source: Source, problems: list[str], parser: Callable[[str], Parser]
) -> None:
    _, found = read_with(parser, source, DEFAULT)
    lines = [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found]
    if parser is yaml.SafeLoader and problems[-1].endswith("E101"):
        assert lines  # the parser in Python sees mistakes of syntax a little elsewhere
    else:
        assert lines == problems


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("source", "values"), cases("read.yaml"))
def test_what_is_read_is_read_as_written(
    source: Source, values: list[str], parser: Callable[[str], Parser]
) -> None:
    root, found = read_with(parser, source, DEFAULT)
    assert not found
    assert root is not None
    assert [
        f"{path} = {extent(leaf.place)} {leaf.text}"
        for path, leaf in leaves(root)
        if isinstance(leaf, Scalar)
    ] == values


def test_a_second_place_is_shown_where_one_matters() -> None:
    _, [twice] = read("a: 1\nb: {a: 2}\na: 3\n")
    assert [(label, extent(place)) for label, place in twice.related] == [("first written here", "1:1-1:2")]
    _, [unclosed] = read("a: [1\nb: 2\n")
    assert [(label, extent(place)) for label, place in unclosed.related] == [("opened here", "1:4-1:5")]


def test_keys_know_their_places_and_what_is_refused_is_left_out() -> None:
    root, _ = read("a: 1\n'b c': 2\na: 3\n? [x]\n: 4\nd: *e\n")
    assert isinstance(root, Mapping)
    assert {name: extent(key.place) for name, key in root.keys.items()} == {
        "a": "1:1-1:2",
        "b c": "2:1-2:6",
        "d": "6:1-6:2",
    }
    assert [key.plain for key in root.keys.values()] == [True, False, True]
    assert extent(root.place) == "1:1-6:6"
    assert repr(root) == "Mapping({'a': Scalar('1'), 'b c': Scalar('2'), 'd': Scalar('')})"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n- x\n- y\n\n\nb: 1\n", "2:1-3:4"),
        ("a: [x, y ] \n", "1:4-1:11"),
        ("a: []\n", "1:4-1:6"),
        ("a:\n  b:\n\n", "2:3-2:5"),
    ],
)
def test_a_list_or_mapping_ends_where_its_last_part_does(text: str, place: str) -> None:
    root, _ = read(text)
    assert isinstance(root, Mapping)
    assert extent(root.entries["a"].place) == place


@pytest.mark.parametrize(
    ("text", "style"), [("x", ""), ("'x'", "'"), ('"x"', '"'), ("|\n x", "|"), (">\n x", ">")]
)
def test_a_text_knows_how_it_was_written(text: str, style: str) -> None:
    root, _ = read(text)
    assert isinstance(root, Scalar)
    assert (root.style, root.plain, root.is_empty) == (style, not style, False)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "---\n"])
def test_an_empty_file_has_no_values_and_no_problems(text: str) -> None:
    root, found = read(text)
    assert not found
    assert root is None or (isinstance(root, Scalar) and root.is_empty)


@pytest.mark.parametrize(
    "text", ["[" * 25_000, "- " * 25_000, "{a: " * 25_000, "[" * 25_000 + "]" * 25_000, "? " * 25_000]
)
@pytest.mark.parametrize("parser", PARSERS)
def test_nothing_is_too_deep_to_be_refused(text: str, parser: Callable[[str], Parser]) -> None:
    _, [*_, last] = read_with(parser, Source("a.yaml", text), DEFAULT)
    assert last.code == "E110"


def test_size_values_and_problems_are_bounded() -> None:
    assert read("a: 1", size=3)[1][0].code == "E110"
    assert read("é", size=1)[1][0].code == "E110"
    assert read("[1, 2, 3, 4]", nodes=5)[1][0].code == "E110"
    root, found = read("[" + "*a, " * 100 + "]", problems=10)
    assert root is None
    assert [problem.code for problem in found] == ["E103"] * 10 + ["E110"]
    assert len(read("\x00" * 100)[1]) == 20


def test_an_alias_bomb_is_read_once() -> None:
    lines = ["a0: &a0 x", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))]
    _, found = read("\n".join(lines))
    assert {problem.code for problem in found} == {"E103"}


def test_json_may_escape_a_character_by_two_halves() -> None:
    root, found = read('{"a": "\\ud83e\\udd8a!", "b": "\\\\ud83e\\\\udd8a"}', "a.json")
    assert not found
    assert isinstance(root, Mapping)
    assert [leaf.text for leaf in root.entries.values() if isinstance(leaf, Scalar)] == [
        "🦊!",
        "\\ud83e\\udd8a",
    ]


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (b"a: 1\nb: \xff\n", "2:4-2:5", "the byte 0xFF is not UTF-8"),
        ("é: \xe9".encode() + b"\xe9", "1:5-1:6", "the byte 0xE9 is not UTF-8"),
        ("a: 1".encode("utf-16"), "1:1-1:2", "the file is UTF-16, not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_where_they_stand(content: bytes, place: str, said: str) -> None:
    _, [problem] = decode("a.yaml", content)
    assert (problem.code, extent(problem.place), problem.message) == ("E109", place, said)


def test_a_byte_order_mark_at_the_start_is_dropped() -> None:
    source, found = decode("a.yaml", b"\xef\xbb\xbfa: 1")
    assert (source.text, found) == ("a: 1", [])


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_problems(content: bytes) -> None:
    source, found = decode("a.yaml", content)
    read_is_sound(source, *read_document(source))
    assert all(problem.place.line >= 1 for problem in found)


@given(
    st.one_of(st.text(max_size=200), TOKENY), st.sampled_from(["a.yaml", "a.json"]), st.sampled_from(PARSERS)
)
@example("a: \ud800", "a.yaml", PARSERS[0])
@example('"\\UFFFFFFFF"', "a.yaml", PARSERS[0])
@example("%YAML 99999999999999999999.1\n---\n", "a.yaml", PARSERS[-1])
def test_any_text_gives_a_document_or_problems(text: str, file: str, parser: Callable[[str], Parser]) -> None:
    source = Source(file, text)
    read_is_sound(source, *read_with(parser, source, DEFAULT))


def read_is_sound(source: Source, root: Node | None, found: list[Problem]) -> None:
    for problem in found:
        for _, place in (("", problem.place), *problem.related):
            assert 1 <= place.line <= len(source.starts)
            assert source.offset(place.line, place.column) <= len(source.text)
    if root is not None:
        stands_inside(root)


def stands_inside(node: Node) -> None:
    for _, part in parts(node):
        assert node.start <= part.start <= part.end <= node.end
        stands_inside(part)
    if isinstance(node, Mapping):
        assert list(node.keys) == list(node.entries)
        for name, key in node.keys.items():
            written = key.place.text
            assert not key.plain or set(" \t\r\n\\") & set(written) or written == name


NAMES = st.text("abcxyz_", min_size=1, max_size=6)
TREES = st.recursive(
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)


@given(TREES, st.booleans(), st.booleans())
def test_what_is_written_out_is_read_back(tree: object, flow: bool, escaped: bool) -> None:
    text = yaml.safe_dump(
        tree, default_flow_style=flow, allow_unicode=not escaped, width=1000, default_style="'"
    )
    root, found = read(text)
    assert not [problem for problem in found if problem.code not in {"E104", "E107"}]
    assert root is None or values(root) == tree


def values(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [values(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {name: values(part) for name, part in node.entries.items()}
