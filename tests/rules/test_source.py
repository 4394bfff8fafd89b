"""Laws and cases of places in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.source import Place, Source, Span


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\nbc\r\nd\re", "🦊\n\n龍"])
def test_every_offset_has_a_line_and_column_that_lead_back_to_it(text: str) -> None:
    source = Source("a.yaml", text)
    for offset in range(len(text) + 1):
        assert source.offset(*source.position(offset)) == offset


@given(st.text(alphabet="ab🦊\r\n"), st.data())
def test_a_place_shows_the_text_it_was_made_of(text: str, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(start, len(text)))
    assert Source("a.yaml", text).place(start, end).text == text[start:end]


def test_lines_come_without_their_breaks() -> None:
    assert Source("a.yaml", "a\r\nb\nc\rd").lines == ["a", "b", "c", "d"]
    assert Source("a.yaml", "a").line(7) == ""


def test_a_place_is_written_as_file_line_and_column() -> None:
    assert str(Source("a.yaml", "a: 1\nb: 2").place(8, 9)) == "a.yaml:2:4"


@pytest.mark.parametrize(
    ("written", "offset", "length", "found"),
    [
        ("gold * 2", 7, 1, "2"),
        ("gold * 2", 0, 0, ""),
        ("gold * 2", 8, 0, ""),
        ('"gold * 2"', 7, 1, "2"),
        ("'gold * 2'", 7, 1, "2"),
        ("'a == ''b'''", 5, 3, "''b''"),
        ("'a == ''b'''", 8, 0, ""),
        ('"a \\" b"', 4, 1, '"a \\" b"'),
        ("gold", 3, 9, "gold"),
        ("gold", -1, 1, "gold"),
    ],
)
def test_a_place_within_a_scalar_is_a_place_of_the_file(
    written: str, offset: int, length: int, found: str
) -> None:
    source = Source("a.yaml", f"x: {written}\n")
    assert source.place(3, 3 + len(written)).within(offset, length).text == found


def test_a_place_within_a_text_of_several_lines_is_the_whole_text() -> None:
    source = Source("a.yaml", "x: a\n  b\ny: |\n  c\n")
    place = Place(source, Span(1, 4, 2, 4))
    assert place.within(2, 1) == place
    block = Place(source, Span(3, 4, 3, 5))
    assert block.within(0, 1) == block
