"""Texts of anybody's -> one line of letters that our fonts have, no wider than there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.art.fit import MORE, clean, fit, fonts, wide
from bot.art.font import FILES, FOLDER


@pytest.mark.parametrize(
    "said",
    [
        "Łódź, Ñandú & Œuvre",
        "Ὀδυσσεύς ὁ πολύτροπος",
        "Привет, Дракон",
        "漢字仮名交じり文、々",
        "简体中文 繁體中文",
        "한국어 이름",
        "אבג دهو",
    ],
)
def test_letters_of_these_scripts_are_written(said: str) -> None:
    assert clean(said) == said
    assert wide(said, 20) > 10


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("two\nlines\tand  more ", "two lines and more"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e" + "\u0301" * 9, "\u00e9" + "\u0301" * 3),
        ("\x00\x1b[31mred", "[31mred"),
        ("\ue000private", "private"),
        ("", ""),
    ],
)
def test_what_turns_hides_or_piles_up_letters_is_left_out(said: str, kept: str) -> None:
    assert clean(said) == kept


def test_a_long_text_is_made_smaller_and_then_cut() -> None:
    assert fit("Short", 200, 20, 12) == ("Short", 20)
    said, size = fit("A name that is long", 200, 20, 12)
    assert (said, 12 < size < 20) == ("A name that is long", True)
    said, size = fit("A name that nobody could ever read as it goes on and on", 200, 20, 12)
    assert (said[-1], size) == (MORE, 12)


@given(st.text(max_size=300), st.floats(40, 300), st.floats(10, 24))
def test_no_text_is_wider_than_its_room(said: str, room: float, size: float) -> None:
    shown, high = fit(clean(said), room, size, 9)

    assert wide(shown, high) <= room + 0.02
    assert clean(shown) == shown


def test_every_font_that_is_shipped_has_its_licence_beside_it_and_is_told_of() -> None:
    shipped = sorted(path.name for path in FOLDER.iterdir() if path.suffix == ".ttf")
    told = (FOLDER / "README.md").read_text("utf-8")

    assert shipped == sorted(FILES)
    for file in shipped:
        licence = FOLDER / file.replace(".ttf", ".LICENSE")
        assert "Copyright" in licence.read_text("utf-8")
        assert f"`{file}`" in told
        assert f"`{licence.name}`" in told


def test_fonts_are_no_burden() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 8 << 20
    assert len(fonts()) == len(FILES)
