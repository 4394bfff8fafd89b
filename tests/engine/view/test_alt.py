"""Faces -> the same in words, in the player's language."""

from __future__ import annotations

import pytest

from engine.view.alt import MOST, alt, alt_of
from engine.view.face import Face
from engine.view.voice import Voice
from tests.bot.art.faces import faces, looking, ruleset, situation


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "Picture: Phoenix, Legendary, Legendary, Fire, 3 of 5 ★. Dies of drama, "),
        ("de", "Bild: Phoenix, Legendär, Legendär, Feuer, 3 von 5 ★. Stirbt aus Dramatik, "),
    ],
)
def test_a_card_is_told_in_the_words_of_its_record(locale: str, said: str) -> None:
    looks = looking(locale)
    face = looks.face("esprit", "phoenix", situation(ruleset(), stars={"phoenix": 3}))

    assert alt(face, looks.voice).startswith(said)


@pytest.mark.parametrize("locale", ["en", "de"])
def test_every_card_has_words_of_its_own(locale: str) -> None:
    voice = Voice(ruleset(), locale)
    told = [alt(face, voice) for face in faces(locale)]

    assert len(set(told)) == len(told)
    assert max(map(len, told)) <= MOST


def test_a_record_whose_kind_says_nothing_of_looks_is_told_by_name() -> None:
    face = looking("en").face("tier", "common", situation(ruleset()))

    assert (face.figure, face.frame, face.most) == ("", None, 0)
    assert alt(face, Voice(ruleset(), "en")).startswith("Picture: Common. ")


def test_words_that_are_too_long_end_in_an_ellipsis() -> None:
    voice = Voice(ruleset(), "en")

    assert alt(Face("a.b", "x" * 2000), voice)[-2:] == "x…"
    assert len(alt_of([Face("a.b", "y" * 400)] * 8, voice)) == MOST


def test_whose_a_picture_is_is_told() -> None:
    assert alt(Face("a.b", "Fox", credit="Ana, CC0"), Voice(ruleset(), "en")) == "Picture: Fox. © Ana, CC0"
