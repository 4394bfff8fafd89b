"""Targets under two rulesets: exact ones where they are touched, the others by the same players."""

from __future__ import annotations

from engine.lab.effect import flow_effects, live_pairs
from engine.lab.judge.exact import judge_exact
from engine.lab.living import one_by_one
from engine.lab.promised import TargetEffect, exact_targets, target_effects
from tests.engine.lab.pond import PLAY, experiment, pond

_TARGETS = """\
targets:
  dots_come: {first: tables.pond.entries.dot, within: 10, at_least: 50%}
  gold_grows: {net: gold, per: [player, day], profile: keen, days: 4, at_least: 0}
  gold_is_made: {made: gold, per: [player, day], profile: keen, days: 4, at_least: 1}
  grown_in_time: {reach: level, value: 3, within: 9, profile: keen, at_least: 50%}
  no_free_gold: {no_profit: [dip, sell]}
"""
_GAME = PLAY + _TARGETS
_DEARER = _GAME.replace("gold: 4 * count", "gold: 9 * count")
_RARER = _GAME.replace("dot: {weight: 1,", "dot: {weight: 0.1,")


def effects(old: str, new: str, touched: set[str], players: int = 20) -> dict[str, TargetEffect]:
    before, after = pond(old), pond(new)
    pairs = (
        live_pairs(one_by_one(before), one_by_one(after), experiment(days=4, idle=2, keen=players))
        if players
        else {}
    )
    flows = flow_effects(pairs, {"gold"})
    judged = {asked: judge_exact(*each) for asked, each in exact_targets(before, after, touched).items()}
    return {each.target.name: each for each in target_effects(before, after, touched, judged, pairs, flows)}


def test_an_exact_target_that_nothing_touches_is_as_it_was() -> None:
    assert set(effects(_GAME, _DEARER, set())) == {"gold_grows", "gold_is_made", "grown_in_time"}


def test_an_exact_target_turns_by_its_odds() -> None:
    found = effects(_GAME, _RARER, {"dots_come"}, players=0)["dots_come"]
    assert found.turned
    assert found.moved
    assert found.before is not None
    assert found.after is not None
    assert (found.before.answer, found.after.answer) == ("holds", "fails")


def test_a_net_flow_is_told_by_the_difference_of_the_same_players() -> None:
    found = effects(_GAME, _DEARER, set())
    grows = found["gold_grows"]
    assert grows.difference is not None
    assert grows.moved
    assert 0 < grows.difference.low < grows.difference.high
    assert found["gold_is_made"].difference is None
    assert found["gold_is_made"].days == 4


def test_a_day_that_nobody_reached_is_asked_for() -> None:
    assert effects(_GAME, _DEARER, set())["grown_in_time"].why == "it asks for day 9: add `--days 9`"


def test_without_players_only_what_is_touched_is_told() -> None:
    found = effects(_GAME, _DEARER, {"gold_grows"}, players=0)
    assert {name: each.why for name, each in found.items()} == {"gold_grows": "no players were asked"}
    assert not found["gold_grows"].moved


def test_a_target_that_is_new_or_gone_has_one_side() -> None:
    new, gone = effects(PLAY, _GAME, {"dots_come"}), effects(_GAME, PLAY, {"dots_come"})
    assert new["dots_come"].before is None
    assert new["gold_grows"].before is None
    assert gone["dots_come"].after is None
    assert not gone["gold_grows"].turned
