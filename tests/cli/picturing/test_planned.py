"""A change -> its page: both packs, what changed in words, and what the same players have more."""

from __future__ import annotations

from cli.picturing.planned import planned
from engine.lab.effect import Amounts, FlowEffect
from engine.lab.interval import Interval
from tests.cli.picturing.pictures import by_colour_alone, figures
from tests.engine.lab.pond import PLAY, experiment, pond

BEFORE, AFTER = pond(), pond(PLAY.replace("gold: 3..7", "gold: 4..8"))


def effect(profile: str, low: float, value: float, high: float) -> FlowEffect:
    return FlowEffect(profile, "gold", Amounts(0, 0, 0), Amounts(0, 0, 0), Interval(low, value, high))


def test_a_change_has_a_page_with_intervals() -> None:
    moved = [effect("keen", 1, 2, 3), effect("idle", -1, 0, 1)]
    page = planned(BEFORE, AFTER, experiment(4, keen=5), moved, ("In short: gold rains",))
    (name,) = found = figures(page)
    assert name == "differences-gold"
    assert by_colour_alone(found[name]) == []
    for told in (BEFORE.hash, AFTER.hash, "gold rains", "keen (5)", "+0 (chance?)"):
        assert told in page


def test_a_change_that_moved_nothing_has_a_page_without_charts() -> None:
    assert figures(planned(BEFORE, AFTER, None, (), ("In short: the same",))) == {}
