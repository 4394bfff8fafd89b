"""Counts made by hand -> the values of charts, worked out by hand."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lab.chart.flows import LAYERS, OTHERS, flows
from engine.lab.chart.form import Bars, Chart, Estimate, Fan, Intervals, Lines, Stack
from engine.lab.chart.paired import paired
from engine.lab.chart.sections import sections, uncharted
from engine.lab.chart.table import ROWS, table
from engine.lab.chart.wealth import gini, lorenz
from engine.lab.effect import Amounts, FlowEffect
from engine.lab.interval import Interval
from engine.lab.report import OTHERWISE
from engine.lab.summary import Summary
from tests.engine.lab.chart.made import made

KINDS = {"frog": 5}


def charts(summaries: dict[str, Summary] | None = None) -> dict[str, Chart]:
    found = sections(made() if summaries is None else summaries, {"gold"}, KINDS)
    return {chart.caption.name: chart for section in found for chart in section.charts}


def test_every_counter_has_its_chart() -> None:
    assert list(charts()) == [
        "presence",
        "course-level",
        "flows-gold",
        "supply-gold",
        "wealth-gold",
        "first-glow-shiny",
        "misses-since_shiny",
        "collected-frog",
    ]


def test_flows_are_by_player_and_day() -> None:
    stack = charts()["flows-gold"]
    assert isinstance(stack, Stack)
    assert [(layer.name, layer.amounts) for layer in stack.above] == [
        ("wake", (6.0, 3.0)),  # 48 and 24 of eight players
        ("feast", (0.0, 1.0)),
    ]
    assert [(layer.name, layer.amounts) for layer in stack.below] == [
        ("dip", (2.0, 0.0)),
        (OTHERWISE, (0.0, 1.0)),
    ]
    assert stack.net == (4.0, 3.0)


def test_the_least_of_many_causes_are_one() -> None:
    many = Summary(players=1, days=1)
    many.made.update({("gold", f"c{number}", 0): 10 + number for number in range(9)})
    layers = flows({"one": many}, "gold").above
    assert [layer.name for layer in layers] == ["c8", "c7", "c6", "c5", "c4", OTHERS]
    assert len(layers) == LAYERS
    assert sum(layer.amounts[0] for layer in layers) == 126


def test_a_fan_has_percentiles_of_each_profile_and_who_is_not_counted_has_nothing() -> None:
    fan = charts()["supply-gold"]
    assert isinstance(fan, Fan)
    keen, idle = fan.bands
    assert (keen.name, keen.low, keen.middle, keen.high) == ("keen", (6, 10), (6, 10), (6, 14))
    assert (idle.name, idle.low, idle.middle, idle.high) == ("idle", (2, 0), (2, 0), (2, 0))
    collected = charts()["collected-frog"]
    assert isinstance(collected, Fan)
    assert collected.whole == 5
    assert [band.middle for band in collected.bands] == [(0, 2), (0, 0)]


def test_a_survival_curve_falls_by_those_who_had_it() -> None:
    lines = charts()["first-glow-shiny"]
    assert isinstance(lines, Lines)
    assert [(line.name, line.places, line.note) for line in lines.lines] == [
        ("keen", ((0, 1.0), (1, 0.75), (2, 0.5)), "half by day 2"),
        ("idle", ((0, 1.0), (1, 1.0), (2, 1.0)), "half never"),
    ]


def test_misses_have_a_median() -> None:
    bars = charts()["misses-since_shiny"]
    assert isinstance(bars, Bars)
    assert bars.counts == ((0, 1), (3, 2), (9, 7))
    assert bars.marks == (("half by", 9), ("nine in ten by", 9))
    assert table(bars).rows == ((0, 1, 0.1, 0.1), (3, 2, 0.2, 0.3), (9, 7, 0.7, 1.0))


def test_wealth_is_shared_as_reckoned_by_hand() -> None:
    lines = charts()["wealth-gold"]
    assert isinstance(lines, Lines)
    assert [(line.name, line.note) for line in lines.lines] == [
        ("all players", "Gini 0.54"),
        ("keen", "Gini 0.08"),
    ]
    # Four with nothing, two with 10, two with 14: of 48, 20 and 28.
    assert lines.lines[0].places == ((0, 0), (0.5, 0), (0.75, 20 / 48), (1, 1))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({5: 10}, 0),
        ({0: 1, 1: 1}, 1 / 2),
        ({0: 99, 7: 1}, 99 / 100),
        ({1: 1, 2: 1, 3: 1}, 2 / 9),
        ({0: 4, 10: 2, 14: 2}, 13 / 24),
    ],
)
def test_gini_is_what_is_known(held: dict[int, int], expected: float) -> None:
    assert gini(held) == pytest.approx(expected, abs=1e-15)


held = st.dictionaries(st.integers(0, 10**9), st.integers(1, 50), min_size=1, max_size=8).filter(any)


@given(held)
def test_gini_is_half_the_mean_difference_of_two_over_the_mean(counts: dict[int, int]) -> None:
    players, total = sum(counts.values()), sum(amount * count for amount, count in counts.items())
    apart = sum(abs(a - b) * n * m for a, n in counts.items() for b, m in counts.items())
    assert gini(counts) == pytest.approx(apart / (2 * players * total), abs=1e-12)


@given(held, st.integers(2, 9))
def test_a_lorenz_curve_sags_and_knows_no_number_of_players(counts: dict[int, int], times: int) -> None:
    curve = lorenz(counts)
    assert (curve[0], curve[-1]) == ((0, 0), (1, 1))
    assert all(high <= across + 1e-12 for across, high in curve)
    more = {amount: times * count for amount, count in counts.items()}
    assert lorenz(more) == curve
    assert gini(more) == gini(counts)


def effect(profile: str, asset: str, low: float, value: float, high: float) -> FlowEffect:
    nothing = Amounts(0, 0, 0)
    return FlowEffect(profile, asset, nothing, nothing, Interval(low, value, high))


def test_what_surely_moved_has_a_chart_of_all_profiles_the_clearest_first() -> None:
    effects = [
        effect("keen", "silver", 1, 2, 3),
        effect("keen", "gold", 3, 4, 5),
        effect("idle", "gold", -1, 0, 1),
        effect("keen", "wood", -1, 1, 3),
        effect("one", "silver", -inf, 5, inf),
        effect("idle", "ore", 2, 2, 2),
    ]
    (section,) = paired(effects)
    found = {chart.caption.name: chart for chart in section.charts}
    assert list(found) == ["differences-ore", "differences-gold", "differences-silver"]
    gold = found["differences-gold"]
    assert isinstance(gold, Intervals)
    assert gold.estimates == (Estimate("keen", 3, 4, 5), Estimate("idle", -1, 0, 1))
    assert table(gold).rows == (("keen", 3, 4, 5), ("idle", -1, 0, 1))
    assert paired(effects[3:4]) == ()


def test_a_simulation_of_nobody_has_no_chart() -> None:
    assert sections({"keen": Summary()}, {"gold"}, KINDS) == ()


def test_what_all_have_at_once_or_nobody_has_draws_nothing() -> None:
    poor = Summary(players=2, days=1)
    poor.firsts["glow: dull", 0] = 2
    assert list(charts({"keen": poor})) == ["presence"]


def test_every_chart_is_a_table_as_wide_as_its_head() -> None:
    for chart in charts().values():
        found = table(chart)
        assert found.rows
        assert {len(row) for row in found.rows} == {len(found.head)}


def test_a_table_of_many_days_shows_some_and_the_last() -> None:
    long = Summary(players=1, days=365)
    long.visitors.update(range(365))
    rows = table(charts({"one": long})["presence"]).rows
    assert len(rows) <= ROWS + 1
    assert rows[-1][0] == 365


def test_what_moved_and_has_no_chart_is_named_by_how_much_it_moves() -> None:
    summaries = made()
    one = next(iter(summaries.values()))
    one.made["wood", "chop", 0] += 5
    one.spent["rope", "tie", 0] += 9
    found = uncharted(summaries, sections(summaries, {"gold"}, KINDS))
    assert [name for name in found if name in {"gold", "rope", "wood"}] == ["rope", "wood"]
