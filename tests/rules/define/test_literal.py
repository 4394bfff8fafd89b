"""What a text is worth: exactly what its author wrote, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.define.literal import bounds, clock, day, duration, exact, truth, whole
from rules.expression.type import HOUR, MINUTE

EPOCH = date(1970, 1, 1)
WHOLES = st.integers(-(10**17), 10**17)
DIGITS = st.integers(0, 10**9)
WORDS = st.text("0123456789+-.%: msdwhxe_", max_size=12)


@given(WHOLES)
def test_a_whole_number_is_itself(number: int) -> None:
    assert whole(str(number)) == whole(f"{number}.0") == whole(f"{number}.") == number
    assert exact(str(number)) == number


@given(WHOLES, st.text("0123456789", min_size=1, max_size=18))
def test_a_decimal_is_exactly_what_stands_there(before: int, after: str) -> None:
    text = f"{before}.{after}"

    found = exact(text)

    assert found == Fraction(text)
    assert whole(text) == (before if not after.strip("0") else None)
    assert exact(f"{text}%") == exact(f"{text} %") == Fraction(text) / 100


@given(DIGITS.filter(lambda number: number < 10**9), st.sampled_from(["ms", "s", "m", "h", "d", "w"]))
def test_a_duration_is_so_many_milliseconds(number: int, unit: str) -> None:
    length = {
        "ms": timedelta(milliseconds=1),
        "s": timedelta(seconds=1),
        "m": timedelta(minutes=1),
        "h": timedelta(hours=1),
        "d": timedelta(days=1),
        "w": timedelta(weeks=1),
    }
    assert duration(f"{number}{unit}") == number * (length[unit] // timedelta(milliseconds=1))


@given(st.dates())
def test_a_day_is_so_many_days_after_1970(when: date) -> None:
    assert day(when.isoformat()) == (when - EPOCH).days


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_a_range_has_both_ends(lo: int, hi: int) -> None:
    assert bounds(f"{lo}..{hi}") == (lo, hi)


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_of_day_is_milliseconds_after_midnight(hours: int, minutes: int) -> None:
    assert clock(f"{hours:02}:{minutes:02}") == hours * HOUR + minutes * MINUTE


@given(WORDS)
def test_whatever_a_text_is_nothing_is_raised_and_readings_agree(text: str) -> None:
    number, precise = whole(text), exact(text)

    assert number is None or precise == number
    assert bounds(text) is None or ".." in text
    assert duration(text) is None or precise is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "1 ", "1_000", "0x1f", "1e3", "٣", "nan", "inf", "--1", "1" * 19, "1.2.3", "%", "5 %%"],
)
def test_no_number_is_made_of_what_is_none(text: str) -> None:
    assert whole(text) is None
    assert exact(text) is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01 ", "0000-01-01"]
)
def test_no_day_is_made_of_what_is_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(("text", "meant"), [("true", True), ("false", False), ("yes", None), ("True", None)])
def test_a_truth_is_written_in_one_way(text: str, *, meant: bool | None) -> None:
    assert truth(text) is meant


@pytest.mark.parametrize(
    "text", ["1.5h", "-1h", "1H", "h", "1 h", "1y", "10..", "..3", "1...3", "a..b", "25:00", "7:00"]
)
def test_what_is_nearly_a_duration_a_range_or_a_time_is_none(text: str) -> None:
    assert [duration(text), bounds(text), clock(text)] == [None] * 3


def test_a_percentage_is_exact_where_a_float_is_not() -> None:
    assert exact("0.6%") == Fraction(6, 1000)
    assert exact("29%") == Fraction(29, 100)
    assert exact(".5") == Fraction(1, 2)
