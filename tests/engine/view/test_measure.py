"""Numbers, chances, durations and days are written as a locale writes them."""

from __future__ import annotations

import pytest

from engine.view import measure
from engine.view.plural import form
from rules.program.catalogue import Calendar

GAP = "\u00a0"

PERCENTS = {
    0.0: "0%",
    0.5: "50%",
    0.0055: "0.55%",
    0.01605: "1.605%",
    1 / 3: "33.33%",
    0.999999: "99.99%",
    1.0: "100%",
    0.00000123: "0.00012%",
}


@pytest.mark.parametrize("chance", PERCENTS)
def test_a_chance_has_four_digits_and_is_certain_only_when_it_is(chance: float) -> None:
    assert measure.percent("en", chance) == PERCENTS[chance]


@pytest.mark.parametrize(
    ("locale", "value", "said"),
    [
        ("en", 1234567, "1,234,567"),
        ("de", 1234567, "1.234.567"),
        ("fr", 1234567, "1\u202f234\u202f567"),
        ("de-AT", 1234.5, "1.234,5"),
        ("xx", 1234.5, "1,234.5"),
        ("en", 0.00001234, "0.000012"),
        ("en", -3.0, "-3"),
    ],
)
def test_numbers_are_written_as_the_locale_does(locale: str, value: float, said: str) -> None:
    assert measure.number(locale, value) == said


def test_a_percentage_stands_apart_where_the_language_wants_it() -> None:
    assert measure.percent("de", 0.125) == f"12,5{GAP}%"


DURATIONS = {0: "0 s", 1: "1 s", 61_000: "1 min 1 s", 90_061_000: "1 d 1 h", 7 * 86_400_000: "7 d"}


@pytest.mark.parametrize("milliseconds", DURATIONS)
def test_a_duration_has_its_two_largest_units(milliseconds: int) -> None:
    assert measure.duration("en", milliseconds) == DURATIONS[milliseconds]


def test_a_day_and_a_time_are_those_of_the_game() -> None:
    berlin = Calendar((-(1 << 60), 1_000_000), (0, 3_600_000))

    assert measure.day(20_462) == "2026-01-09"
    assert measure.time(berlin, 0) == "1970-01-01 00:00"
    assert measure.time(berlin, 23 * 3_600_000) == "1970-01-02 00:00"


FORMS = {name: name for name in ("one", "few", "many", "other")}


@pytest.mark.parametrize(
    ("locale", "number", "expected"),
    [
        ("en", 1, "one"),
        ("en", 0, "other"),
        ("de", 2, "other"),
        ("fr", 0, "one"),
        ("fr", 2, "other"),
        ("ja", 1, "other"),
        ("pl", 1, "one"),
        ("pl", 22, "few"),
        ("pl", 12, "many"),
        ("pl", 21, "many"),
        ("ru", 21, "one"),
        ("ru", 11, "many"),
        ("ru", 3, "few"),
        ("cs", 3, "few"),
        ("cs", 5, "other"),
        ("en_GB", 1, "one"),
        ("en", 1.5, "other"),
    ],
)
def test_a_plural_has_the_form_of_its_language(locale: str, number: float, expected: str) -> None:
    assert form(locale, number, FORMS) == expected


def test_nothing_may_have_a_form_of_its_own_and_a_missing_form_is_other() -> None:
    assert form("en", 0, {"zero": "none", "other": "some"}) == "none"
    assert form("ru", 3, {"one": "1", "other": "more"}) == "more"
    assert form("en", 5, {"one": "1"}) == "1"
    assert form("en", 5, {}) == ""
