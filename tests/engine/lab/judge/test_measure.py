"""What a summary says of a target, worked out on paper; and which actions move it."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from engine.lab.interval import Interval, mean, proportion, ratio
from engine.lab.judge.cause import causes
from engine.lab.judge.measure import alike, measure
from engine.lab.summary import Summary, bucket
from rules.program.target import Flow, Gini, Measure, Reach, Target, Wealth
from tests.engine.lab.judge.asked import POND, written
from tests.engine.lab.pond import PLAY

# Four players on two days: gold made and spent by each, and on how many days each came.
MADE, SPENT, VISITS = (10, 20, 30, 0), (1, 2, 3, 0), (1, 2, 2, 0)
SURE = 0.95


def lives() -> Summary:
    """Return those four; `wake` makes four fifths of the gold, a purchase the rest."""
    found = Summary(players=4, days=2)
    found.actions["wake", 0], found.actions["dip", 1], found.actions["nap", 1] = 6, 4, 9
    found.made["gold", "wake", 0], found.made["gold", "wake", 1] = 40, 8
    found.made["gold", "purse", 1], found.spent["gold", "dip", 1] = 12, 6
    found.made["plop", "dip", 1], found.made["dot", "dip", 0] = 8, 2
    found.made["dot", "gift", 0] = 1
    for made, spent, visits in zip(MADE, SPENT, VISITS, strict=True):
        found.moments["", "", "v"] += visits
        found.moments["", "", "vv"] += visits * visits
        for flow, x in (("made", made), ("spent", spent), ("net", made - spent)):
            found.moments["gold", flow, "x"] += x
            found.moments["gold", flow, "xx"] += x * x
            found.moments["gold", flow, "xv"] += x * visits
    for day, levels in enumerate([(1, 3, 4, 1), (2, 9, 9, 1)]):
        for level in levels:
            found.curves["level", day, level] += 1
    found.firsts["glow: shiny", 0], found.firsts["glow: shiny", 1] = 1, 2
    return found


def measured(asked: Measure, days: int = 2) -> tuple[float, float, float]:
    """Return the interval of a measure."""
    found = measure(Target("any", asked, days=days), lives(), SURE)
    return found.low, found.value, found.high


def test_a_flow_for_each_life_is_the_mean_of_players_and_for_each_day_a_part_of_it() -> None:
    whole = mean(4, 60, 1400, SURE)
    assert measured(Flow("made", "gold", "player")) == (whole.low, 15, whole.high)
    assert measured(Flow("made", "gold")) == (whole.low / 2, 7.5, whole.high / 2)


def test_a_flow_for_each_day_on_which_one_came_is_a_ratio() -> None:
    found = ratio(4, 54, 5, 9 * 9 + 18 * 18 + 27 * 27, 9 + 36 + 54, 9, SURE)
    assert found.value == pytest.approx(10.8)
    assert measured(Flow("net", "gold", "active_player_day")) == (found.low, found.value, found.high)


def test_what_one_cause_makes_is_no_more_certain_than_all_of_it() -> None:
    one, every = measured(Flow("made", "gold", "player", "wake")), mean(4, 60, 1400, SURE)
    assert one[1] == 12
    assert one[2] - one[1] > every.high - every.value
    assert one[0] == 0
    active = measured(Flow("made", "gold", "active_player_day", "wake"))
    assert active[1] == pytest.approx(48 / 5)
    assert active[0] <= active[1] <= active[2]
    assert measured(Flow("spent", "gold", "player_day", "dip"))[1] == 6 / 8


def test_who_is_there_is_counted_in_the_evening() -> None:
    there = proportion(2, 4, SURE)
    assert measured(Reach("level", 3)) == (there.low, 0.5, there.high)
    assert measured(Reach("level", 3), days=1)[1] == 0.5
    assert measured(Reach("level", 2))[1] == 0.75
    assert measured(Reach("level", 10))[1] == 0
    assert measured(Reach("glow: shiny", path="frog.glow"))[1] == 0.75
    assert measured(Reach("glow: shiny", path="frog.glow"), days=1)[1] == 0.25


def test_a_day_is_the_first_by_which_so_many_are_there() -> None:
    half, most = Fraction(1, 2), Fraction(3, 4)
    assert measured(Reach("level", 3, half)) == (1, 1, inf)
    assert measured(Reach("level", 9, half)) == (2, 2, inf)
    assert measured(Reach("glow: shiny", 0, most, "frog.glow"))[1] == 2
    assert measured(Reach("level", 9, most))[1] == inf


def test_a_day_that_surely_is_not_yet_lies_beyond_the_last() -> None:
    nobody = Summary(players=500, days=3)
    for day in range(3):
        nobody.curves["level", day, 1] = 500
    found = measure(Target("any", Reach("level", 9, Fraction(1, 2)), days=3), nobody, SURE)
    assert (found.low, found.value, found.high) == (4, inf, inf)


def test_great_values_are_compared_as_they_are_kept() -> None:
    found = Summary(players=1, days=1)
    found.curves["level", 0, bucket(100_003)] += 1
    assert measure(Target("any", Reach("level", 100_003), days=1), found, SURE).value == 1
    assert measure(Target("any", Reach("level", 101_000), days=1), found, SURE).value == 0


def test_players_who_all_had_the_same_say_nothing_of_how_players_differ() -> None:
    same, net = Summary(players=30, days=1), Target("any", Flow("made", "gold"), days=1)
    same.moments["gold", "made", "x"], same.moments["gold", "made", "xx"] = 150, 750
    same.supply["gold", 0, 5] = 30
    for asked in (net, Target("any", Gini("gold"), days=1), Target("any", Flow("spent", "ore"), days=1)):
        assert alike(asked, measure(asked, same, SURE))
    assert not alike(net, measure(net, lives(), SURE))
    assert not alike(Target("any", Reach("level", 1, Fraction(1, 2))), Interval(1, 1, 1))


CAUSES: list[tuple[Measure, list[tuple[str, float, bool]]]] = [
    (Flow("net", "gold"), [("wake", 6, False), ("purse", 1.5, False), ("dip", -0.75, False)]),
    (Flow("made", "gold"), [("wake", 6, False), ("purse", 1.5, False)]),
    (Flow("spent", "gold"), [("dip", 0.75, False)]),
    (Flow("made", "gold", by="purse"), [("purse", 1.5, False)]),
    (Wealth("gold", Fraction(1, 2)), [("wake", 6, False), ("purse", 1.5, False), ("dip", -0.75, False)]),
    (Reach("glow: shiny", path="frog.glow"), [("dip", 0.25, False), ("gift", 0.125, False)]),
    (Reach("level", 9), [("wake", 0.75, True)]),
]


@pytest.mark.parametrize(("asked", "expected"), CAUSES)
def test_the_actions_that_move_it_are_told_for_each_player_and_day(
    asked: Measure, expected: list[tuple[str, float, bool]]
) -> None:
    found = causes(POND, Target("any", asked, days=2), lives())
    assert [(each.name, each.amount, each.carried_out) for each in found] == expected


def test_a_variable_is_moved_by_what_wakes_the_reaction_that_writes_it() -> None:
    play = PLAY.replace("add: {level: 1}", "add: {steps: 1}").replace(
        "variables:\n", "variables:\n  steps: {type: int}\n"
    )
    play = play.replace("limits:", "formulas: {deserved: {is: floor(steps / 3) + 1}}\nlimits:", 1).replace(
        "texts:", "reactions: {up: {when: level < 50 and deserved > level, do: [{add: {level: 1}}]}}\ntexts:"
    )
    ruleset = written("  any: {reach: level, value: 9, by: 50%, at_most: 3}\n", play)
    found = causes(ruleset, ruleset.targets["any"], lives())
    assert [each.name for each in found] == ["wake"]
