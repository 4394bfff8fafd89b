"""Many lives: the same summary however they are cut into blocks, and holdings that add up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lab.report import OTHERWISE, percentile, report
from engine.lab.simulate import Experiment, Gathered, apportioned, live_block, simulate
from engine.lab.summary import Summary, bucket
from engine.lab.watch import watch_of
from tests.engine.lab.pond import PLAY, experiment, pond

POND = pond()
EXPERIMENT = experiment(5, idle=5, keen=6)
WHOLE = simulate(POND, EXPERIMENT)


@settings(max_examples=8)
@given(st.integers(1, 7), st.randoms(use_true_random=False))
def test_blocks_of_any_size_in_any_order_come_to_the_same(size: int, order: object) -> None:
    blocks = list(EXPERIMENT.blocks(size))
    order.shuffle(blocks)  # type: ignore[attr-defined]
    gathered = Gathered(EXPERIMENT)
    for block in blocks:
        assert gathered.partial
        gathered.add(block, live_block(POND, EXPERIMENT, block))
    assert not gathered.partial
    assert gathered.done == 11
    assert gathered.summaries == WHOLE


def test_players_are_shared_among_profiles_to_the_last() -> None:
    assert apportioned(POND, 30, ("idle", "keen")) == {"idle": 20, "keen": 10}
    assert apportioned(POND, 100, ("idle", "keen")) == {"idle": 66, "keen": 34}
    assert apportioned(POND, 1, ("idle", "keen")) == {"idle": 1, "keen": 1}
    assert apportioned(POND, 7, ("keen",)) == {"keen": 7}


def test_whoever_waits_hears_of_every_player() -> None:
    told: list[int] = []
    simulate(POND, EXPERIMENT, told.append)
    assert sum(told) == EXPERIMENT.total == 11


def test_what_players_have_is_what_was_made_less_what_was_spent() -> None:
    summary = WHOLE["keen"]
    assert _of(summary.otherwise, "gold") == 0
    assert _of(summary.otherwise, "frog") == 0 or _of(summary.otherwise, "plop") == 0
    assert _of(summary.otherwise, "verve") > 0, "it regenerates"
    assert _of(summary.spent, "verve", "dip") == _of(summary.spent, "gold", "dip") // 2


def _of(counted: Counter[Any], *named: str) -> int:
    """Return what is counted under all keys that begin so."""
    return sum(n for key, n in counted.items() if key[: len(named)] == named)


def test_what_regenerates_is_told_as_such() -> None:
    found = report(EXPERIMENT, WHOLE, watch_of(POND), tuple(POND.programs))
    keen = next(profile for profile in found.profiles if profile.name == "keen")
    verve = next(flow for flow in keen.flows if flow.asset == "verve")
    assert [why for why, _ in verve.sources] == [OTHERWISE]
    assert "verve" not in found.currencies
    assert "gold" in found.currencies


def test_a_first_counts_when_it_is_given_away_on_the_same_day() -> None:
    hasty = pond(PLAY.replace("owned(it) > 1", "owned(it) > 0").replace("times: 2, chance: 80%", "times: 9"))
    found = report(EXPERIMENT, simulate(hasty, EXPERIMENT), watch_of(hasty), tuple(hasty.programs))
    keen = next(profile for profile in found.profiles if profile.name == "keen")
    dull, shiny, lost = keen.firsts
    assert (dull.what, dull.share, dull.half_by) == ("frog.glow: dull", 1.0, 1)
    assert shiny.share > 0
    assert (lost.share, lost.half_by) == (0, None)


def test_a_report_tells_who_came_what_they_did_and_what_nobody_did() -> None:
    found = report(EXPERIMENT, WHOLE, watch_of(POND), tuple(POND.programs))
    idle, keen = found.profiles
    assert (idle.name, idle.players, keen.name, keen.players) == ("idle", 5, "keen", 6)
    assert keen.comes == 1.0
    assert dict(keen.actions)["wake"] == 15.0
    assert keen.acts > 15
    assert found.idle == ("nap",)
    assert [level.day for level in keen.curves["level"]] == [1, 5]
    assert [level.values for level in keen.curves["level"]] == [(16, 16, 16), (50, 50, 50)]
    assert found.actions == sum(summary.actions.total() for summary in WHOLE.values())
    assert not found.partial


def test_a_report_of_a_part_says_so_and_leaves_out_who_was_not_lived() -> None:
    block = next(EXPERIMENT.blocks(2))
    gathered = Gathered(EXPERIMENT)
    gathered.add(block, live_block(POND, EXPERIMENT, block))
    found = report(EXPERIMENT, gathered.summaries, watch_of(POND), tuple(POND.programs))
    assert found.partial
    assert [profile.name for profile in found.profiles] == ["idle"]


@given(st.integers(-(1 << 60), 1 << 60))
def test_a_bucket_is_near_its_value_and_there_are_few(value: int) -> None:
    found = bucket(value)
    assert found <= value
    assert value - found <= abs(value) / 512
    assert bucket(found) == found
    if abs(value) < 1024:
        assert found == value


@given(st.lists(st.integers(0, 50), min_size=1), st.sampled_from([5, 50, 95]))
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(values: list[int], percent: int) -> None:
    found = percentile({value: values.count(value) for value in values}, percent)
    assert found in values
    assert 100 * sum(value <= found for value in values) >= percent * len(values)
    assert 100 * sum(value < found for value in values) < percent * len(values)


def test_no_summary_grows_with_the_players() -> None:
    one, many = (simulate(POND, Experiment({"keen": n}, 5, 7, 20_605))["keen"] for n in (20, 60))
    assert _size(many) <= _size(one) + 6


def _size(summary: Summary) -> int:
    return sum(len(counter) for name, counter in summary.counters().items() if name != "supply")
