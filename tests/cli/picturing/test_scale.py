"""Numbers -> places, ticks and short names; labels that do not lie on each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.picturing.frame import day_ticks
from cli.picturing.labels import apart
from cli.picturing.scale import Scale, around, percent, short
from cli.picturing.svg import cut, tag


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.25, "0.25"), (12, "12"), (1234, "1.23k"), (-2e6, "-2M"), (3.4e9, "3.4B"), (5e12, "5T")],
)
def test_a_number_is_short(value: float, said: str) -> None:
    assert short(value) == said


@pytest.mark.parametrize(("value", "said"), [(0, "0%"), (0.25, "25%"), (1, "100%")])
def test_a_share_is_in_per_cent(value: float, said: str) -> None:
    assert percent(value) == said


@pytest.mark.parametrize(
    ("low", "high", "ends", "ticks"),
    [
        (0, 0, (0, 1), [0, 0.5, 1]),
        (0, 7, (0, 8), [0, 2, 4, 6, 8]),
        (-3, 9, (-5, 10), [-5, 0, 5, 10]),
        (2, 900, (0, 1000), [0, 500, 1000]),
    ],
)
def test_a_scale_has_round_ends_and_ticks(
    low: float, high: float, ends: tuple[float, float], ticks: list[float]
) -> None:
    scale = around(low, high, 100, 0)
    assert (scale.low, scale.high) == ends
    assert scale.ticks() == ticks


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_a_scale_holds_its_numbers_and_nought(one: float, other: float) -> None:
    scale = around(min(one, other), max(one, other), 200, 10)
    assert all(9.9 <= scale(value) <= 200.1 for value in (one, other, 0))
    assert 2 <= len(scale.ticks()) <= 12


@given(st.integers(1, 4000), st.sampled_from([3, 6]))
def test_days_are_few_and_of_the_simulation(days: int, about: int) -> None:
    found = day_ticks(days, about)
    assert found[0] == 1
    assert found[-1] <= days
    assert len(found) <= about + 3
    assert list(found) == sorted(set(found))


def test_whole_ticks_are_whole() -> None:
    assert Scale(0, 3, 0, 1).ticks(8, whole=True) == [0, 1, 2, 3]


@given(st.lists(st.floats(0, 200), min_size=1, max_size=13), st.just(13.0))
def test_labels_keep_their_distance_and_their_order(wanted: list[float], gap: float) -> None:
    found = apart(sorted(wanted), [gap] * len(wanted), 20, 222)
    assert all(after - before >= gap - 1e-9 for before, after in pairwise(found))
    assert found[-1] <= 222


def test_labels_stay_where_there_is_room() -> None:
    assert apart([30, 100, 101], [13, 13, 13], 20, 222) == [30, 100, 113]
    assert apart([210, 221, 222], [13, 13, 13], 20, 222) == [196, 209, 222]


def test_names_and_attributes_are_written_so_that_nothing_in_them_is_markup() -> None:
    assert tag("g", data_name='a"<b>') == '<g data-name="a&quot;&lt;b&gt;"/>'
    assert cut("a_very_long_name", 8) == "a_very_…"
