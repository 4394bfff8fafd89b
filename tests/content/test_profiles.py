"""The kinds of people who play the default game: who they are, how much they do, and a day of each."""

from __future__ import annotations

import pytest

from engine.lab.simulate import Experiment, apportioned, simulate
from tests.games import game

REVE = game("reve")
PEOPLE = ("casual", "daily", "hardcore", "whale", "lapsed")
DAY = 20_605  # Monday, 2026-06-01


def test_five_kinds_of_people_play_few_of_them_much() -> None:
    shares = {name: profile.share for name, profile in REVE.profiles.items()}
    assert set(shares) == set(PEOPLE)
    assert sum(shares.values()) == 100
    assert sorted(shares, key=lambda name: -shares[name]) == [
        "casual",
        "daily",
        "lapsed",
        "hardcore",
        "whale",
    ]


@pytest.mark.parametrize("profile", PEOPLE)
def test_a_scenario_tells_a_day_of_each(profile: str) -> None:
    told = [each for each in REVE.scenarios.values() if each.lived and each.lived.profile == profile]
    assert told
    assert all(scenario.log for scenario in told)


def test_the_population_does_nine_actions_a_day_and_currencies_keep_their_balance() -> None:
    experiment = Experiment(apportioned(REVE, 100, tuple(REVE.profiles)), 30, 1, DAY)
    found = simulate(REVE, experiment)
    actions = sum(summary.actions.total() for summary in found.values())
    assert 8.5 < actions / 100 / 30 < 10
    assert not [summary.faults for summary in found.values() if summary.faults]
    for name in ("casual", "daily"):
        made, spent = (
            sum(n for (asset, _, _), n in flow.items() if asset == "gold")
            for flow in (found[name].made, found[name].spent)
        )
        assert 0.8 < spent / made <= 1
    bought = {asset for summary in found.values() for asset, why, _ in summary.made if why == "(bought)"}
    assert {"revie", "ticket"} <= bought
