"""Every card of the default game -> drawn, and told from every other at the size of a telephone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.art.card import card
from bot.art.draw import draw
from bot.art.frame import HIGH, SIGNS, WIDE
from bot.art.outline import FAMILIES
from bot.art.sheet import sheet
from bot.art.svg import shown
from engine.view.face import Face, Step
from rules.schema.noun.manifest import FIGURES
from tests.bot.art.faces import faces
from tests.bot.art.pixels import pixels, smaller

SMALL = 48 / WIDE  # half of the 96 pixels at which cards must be told apart
BLUR = 2  # pixels that run into one when somebody glances
APART = 4.0  # of 255, on average over a picture and its three colours; the median of all pairs is 27


@cache
def small() -> list[NDArray[np.int16]]:
    """Return the pictures of all cards 48 pixels wide, without letters and marks, at a glance."""
    drawn = [pixels(draw(sheet([_mute(face)], share=SMALL))) for face in faces()]
    return [smaller(each, BLUR) for each in drawn]


def _mute(face: Face) -> Face:
    """Return a face that must be known by its looks: no word, no mark."""
    silent = [replace(step, word="") if step else None for step in (face.frame, face.badge)]
    return replace(face, name="", words=(), marks=0, most=0, frame=silent[0], badge=silent[1])


@pytest.mark.system("G4")
def test_cards_are_told_apart_without_a_letter_at_96_pixels() -> None:
    near = [
        (one, other, distance)
        for (one, this), (other, that) in combinations(enumerate(small()), 2)
        if (distance := float(np.abs(this - that).mean())) < APART
    ]

    assert len(small()) >= 160
    assert [(faces()[one].id, faces()[other].id, round(far, 1)) for one, other, far in near] == []


def test_the_same_card_is_not_told_from_itself() -> None:
    again = smaller(pixels(draw(sheet([_mute(faces()[0])], share=SMALL))), BLUR)

    assert float(np.abs(again - small()[0]).mean()) < APART


def test_a_sheet_shows_every_card() -> None:
    some = faces()[:8]
    drawn = pixels(draw(sheet(some)))
    cells = [
        drawn[8 + row * 232 : 8 + row * 232 + 224, 8 + column * 168 : 8 + column * 168 + 160]
        for row in range(2)
        for column in range(4)
    ]

    assert drawn.shape == (2 * 232 + 8, 4 * 168 + 8, 3)
    for cell, face in zip(cells, some, strict=True):
        alone = pixels(draw(sheet([face])))[8:232, 8:168]
        assert float(np.abs(cell - alone).mean()) < 0.5


def test_a_card_is_the_same_each_time_it_is_drawn() -> None:
    assert [card(face) for face in faces()[:3]] == [card(face) for face in faces()[:3]]
    assert draw(card(faces()[0])) == draw(card(faces()[0]))


def test_every_card_is_one_picture_of_one_size() -> None:
    for face in faces():
        told = ET.fromstring(card(face))  # noqa: S314 - what we wrote
        assert (told.get("width"), told.get("height")) == (shown(WIDE), shown(HIGH))


def test_frames_and_badges_are_told_apart_by_shape_alone() -> None:
    plain = Face("a.b", "", "drop", "#808080", "#808080")
    frames = [smaller(_grey(replace(plain, frame=Step(at, 18, ""))), 2) for at in range(18)]
    badges = [smaller(_grey(replace(plain, badge=Step(at, len(SIGNS), ""))), 2) for at in range(len(SIGNS))]

    for several in (frames, badges):
        assert all((one != other).any() for one, other in combinations(several, 2))


def test_the_marks_are_filled_one_by_one() -> None:
    plain = Face("a.b", "", most=5)
    dark = [int((_grey(replace(plain, marks=at)) < 60).sum()) for at in range(6)]

    assert dark == sorted(set(dark))


def test_a_face_that_nobody_described_is_drawn_from_its_id() -> None:
    one, other = (pixels(draw(card(Face(id_, "Fox")))) for id_ in ("card.fox", "card.owl"))

    assert float(np.abs(one - other).mean()) > APART


def test_every_figure_that_content_may_name_is_drawn() -> None:
    assert tuple(FAMILIES) == FIGURES


def _grey(face: Face) -> NDArray[np.int16]:
    grey: NDArray[np.int16] = pixels(draw(card(face))).mean(axis=2, keepdims=True).astype(np.int16)
    return grey.repeat(3, axis=2)
