"""In short: what piles up is what is spent least, and who came ever less often is told of."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from cli.simulating.brief import brief
from engine.lab.report import Flow, ProfileReport, Report
from engine.lab.simulate import Experiment


def told(
    *flows: tuple[str, float, float],
    goods: tuple[str, ...] = (),
    begins: float | None = None,
    ends: float | None = None,
) -> list[str]:
    """Return what is said of one profile with these flows: the asset, what is made, what is spent."""
    found = tuple(Flow(asset, made, spent, (), ()) for asset, made, spent in flows)
    profile = ProfileReport("keen", 10, 0.5, (), found, (), MappingProxyType({}))
    experiment = Experiment({"keen": 10}, 30, 1, 0)
    whole = Report(
        experiment,
        0,
        frozenset({"gold"}),
        (),
        (replace(profile, begins=begins, ends=ends),),
        goods=frozenset(goods),
    )
    return brief(whole, "Pond")[1:]


def test_of_what_piles_up_that_is_named_of_which_most_is_not_spent() -> None:
    gold = ("gold", 100.0, 99.0)
    lines = told(gold, ("ticket", 1.0, 0.75), ("wood", 50.0, 10.0))
    assert lines[1].startswith("  gold keeps its balance")
    assert lines[2] == "  wood piles up: 80% of what is made is not spent (a day: keen +40.0); so does ticket"


@pytest.mark.parametrize("flow", [("dust", 0.04, 0.0), ("card", 9.0, 0.0), ("rope", 9.0, 8.9)])
def test_what_hardly_moves_is_collected_or_is_spent_does_not_pile_up(flow: tuple[str, float, float]) -> None:
    assert len(told(("gold", 100.0, 99.0), flow, goods=("card",))) == 2


def test_who_came_less_in_the_end_is_told_of() -> None:
    assert told(begins=0.8, ends=0.2)[0].startswith(
        "  keen: comes on 50% of days (80% in the first week, 20% in the last), "
    )
    assert told(begins=0.5, ends=0.5)[0].startswith("  keen: comes on 50% of days, ")
