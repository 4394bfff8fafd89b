"""A target is read into what is measured, between which bounds, on whom and for how long."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.target import MOST_NAMED, First, Flow, Gini, Measure, NoProfit, Reach, Target, Wealth
from tests.engine.lab.pond import GAME, PLAY, pond

HALF = Fraction(1, 2)
DOT = "tables.pond.entries.dot"

MEASURES: dict[str, Measure] = {
    "net: gold, at_most: 1": Flow("net", "gold"),
    "net: gold, per: [player, day], at_most: 1": Flow("net", "gold", "player_day"),
    "made: gold, per: [active_player, day], at_most: 1": Flow("made", "gold", "active_player_day"),
    "spent: verve, per: player, by: dip, at_most: 1": Flow("spent", "verve", "player", "dip"),
    f"first: {DOT}, within: 30, at_most: 50%": First("pond", "dot", 30),
    f"first: {DOT}, draws: mean, at_most: 50": First("pond", "dot", 0, "mean"),
    f"first: {DOT}, draws: median, at_most: 50": First("pond", "dot"),
    f"first: {DOT}, draws: 90%, copies: 3, given: {{level: 2}}, at_most: 50": First(
        "pond", "dot", 0, Fraction(9, 10), 3, {"level": 2}
    ),
    "reach: level, value: 10, by: 50%, at_most: 45": Reach("level", 10, HALF),
    "reach: level, value: 10, within: 9, at_least: 50%": Reach("level", 10),
    "reach: frog.glow, value: shiny, by: 50%, at_most: 45": Reach("frog.glow: shiny", 0, HALF, "frog.glow"),
    "wealth: gold, top: 1%, at_most: 30%": Wealth("gold", Fraction(1, 100)),
    "gini: gold, at_most: 0.6": Gini("gold"),
    "no_profit: [dip, sell], given: {gold: 5}": NoProfit(("dip", "sell"), {"gold": 5}),
}


def lowered(target: str) -> Target:
    """Return one target of the small economy."""
    return pond(f"{PLAY}targets: {{one: {{{target}}}}}\n").targets["one"]


@pytest.mark.parametrize(("written", "measure"), MEASURES.items())
def test_each_form_says_what_is_measured(written: str, measure: Measure) -> None:
    target = lowered(written)
    assert target.measure == measure
    assert target.sampled == isinstance(measure, Flow | Reach | Wealth | Gini)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("between: [-50, 1.5]", Fraction(-50), Fraction(3, 2)),
        ("at_least: 3", Fraction(3), None),
        ("at_most: 3", None, Fraction(3)),
        ("at_least: 3, at_most: 3", Fraction(3), Fraction(3)),
    ],
)
def test_bounds_are_exact(written: str, low: Fraction | None, high: Fraction | None) -> None:
    target = lowered(f"net: gold, {written}")
    assert (target.low, target.high) == (low, high)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("net: gold, at_most: 1", 30),
        ("net: gold, days: 60, at_most: 1", 60),
        ("reach: level, value: 10, by: 50%, at_most: 45", 45),
        ("reach: level, value: 10, by: 50%, between: [5, 9]", 9),
        ("reach: level, value: 10, by: 50%, at_most: 45, days: 50", 50),
        ("reach: level, value: 10, within: 12, at_most: 40%", 12),
        (f"first: {DOT}, within: 30, at_most: 50%", 0),
    ],
)
def test_players_are_looked_at_for_as_long_as_it_takes_to_know(written: str, days: int) -> None:
    assert lowered(written).days == days


def test_whose_players_and_how_many_may_be_said() -> None:
    target = lowered("net: gold, profile: keen, players: 4000, at_most: 1")
    assert (target.profile, target.players) == ("keen", 4000)
    assert target.place is not None
    assert target.place.file == "pond/play.yaml"


def test_a_kind_of_many_records_is_an_asset_and_its_records_are_none() -> None:
    many = "".join(f", f{number}: {{name: F, glow: dull}}" for number in range(MOST_NAMED))
    play = PLAY.replace("glow: lost}}", f"glow: lost}}{many}}}", 1)
    assert pond(f"{play}targets: {{one: {{made: frog, at_most: 1}}}}\n").targets["one"].measure == Flow(
        "made", "frog"
    )
    texts = {"pond/game.yaml": GAME, "pond/play.yaml": f"{play}targets: {{one: {{made: f3, at_most: 1}}}}\n"}
    found = compile_pack(Texts("pond", texts), Problems(), lambda *_: None).problems
    (problem,) = (each for each in found if each.is_error)
    assert (problem.code, problem.message, problem.help) == (
        "E519",
        "`f3` is counted together with every other `frog`",
        "write `frog`",
    )


def test_a_pack_that_extends_another_keeps_its_targets_and_patches_them() -> None:
    targets = "targets: {one: {net: gold, between: [1, 2]}, two: {gini: gold, at_most: 1}}\n"
    base = {"pond/game.yaml": GAME, "pond/play.yaml": PLAY + targets}
    text = (
        "game: {id: sea, title: Sea, version: 1.0.0, language: 1, extends: pond}\n"
        "patches: {wider: [{at: targets.one.between, set: [0, 9]}, {at: targets.two, remove: true}]}\n"
    )
    loaded = compile_pack(
        Texts("sea", {"sea/game.yaml": text}), Problems(), lambda name, _: Texts(name, base)
    )
    assert loaded.ruleset is not None, [problem.message for problem in loaded.problems]
    assert [(name, each.low, each.high) for name, each in loaded.ruleset.targets.items()] == [
        ("one", Fraction(0), Fraction(9))
    ]


def test_a_sampled_target_needs_profiles() -> None:
    play = PLAY.partition("profiles:")[0] + "targets: {one: {net: gold, at_most: 1}}\n"
    texts = {"pond/game.yaml": GAME, "pond/play.yaml": play}
    found = compile_pack(Texts("pond", texts), Problems(), lambda *_: None).problems
    assert [each.message for each in found if each.is_error] == [
        "this takes simulated players, and the pack has no profiles"
    ]
