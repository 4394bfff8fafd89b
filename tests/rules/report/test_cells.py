"""How wide text is in a terminal."""

import pytest

from rules.report.cells import cells, visible


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("龍", 2),
        ("🦊", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("👍🏽", 2),
        ("👩‍🚀", 2),
        ("🇩🇪", 2),
        ("a\tb", 6),
        ("\x1b", 1),
        ("ﬁ", 1),
        ("\uff21", 2),
    ],
)
def test_cells_are_counted_as_terminals_show_them(text: str, width: int) -> None:
    assert cells(text) == width


def test_what_would_move_the_cursor_is_shown_as_a_picture() -> None:
    assert visible("a\x1b[0m\r\x85\u2066\ud800") == "a␛[0m␍���"
