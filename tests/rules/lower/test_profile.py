"""A profile as it is written -> what is lowered of it, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from engine.player.run import Executor
from engine.scripted import ScriptedChance
from engine.state import State
from rules.expression.type import CHANCE_PARTS, DAY, HOUR
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment
from rules.program.node import Select
from rules.program.profile import POINTLESS, Habit, Profile, Stop
from rules.ruleset import Ruleset

GAME = """\
game: {{id: mine, title: Mine, version: 1.0.0, language: 1, day: {{timezone: UTC, starts: "{starts}"}}}}
kinds: {{coin: {{holdable: stack}}, hat: {{fields: {{size: {{int: [1, 9]}}}}}}}}
coin: {{penny: {{name: Penny}}, pound: {{name: Pound}}}}
hat: {{cap: {{name: Cap, size: 2}}, top: {{name: Top, size: 7}}}}
variables: {{head: {{type: {{int: [1, 99]}}, default: 4}}, worn: {{type: hat, optional: true}}}}
limits: {{hurry: {{per: player, times: 3, in: 10s}}}}
actions:
  beg: {{summary: Beg., limit: hurry, do: [{{give: {{penny: 1}}}}]}}
  wear:
    summary: Wear.
    params: {{hat: {{type: hat}}, size: {{type: {{int: [1, 9]}}, default: 3}}}}
    do: [{{set: {{worn: hat, head: size}}}}]
profiles:
  one: {{{profile}}}
"""
BEGS = "logs_in: {chance: 40%}, does: [{do: beg}]"


def ruleset(profile: str, starts: str = "00:00") -> Ruleset:
    texts = Texts("mine", {"game.yaml": GAME.format(profile=profile, starts=starts)})
    loaded = compile_pack(texts, Problems(), lambda *_: None)
    assert loaded.ruleset is not None, [problem.message for problem in loaded.problems]
    return loaded.ruleset


def lowered(profile: str, starts: str = "00:00") -> Profile:
    return ruleset(profile, starts).profiles["one"]


MORE: list[tuple[str, dict[str, Any]]] = [
    (BEGS, {"chance": 4 * 10**8, "weekend": 4 * 10**8, "sessions": 1, "begins": 0, "ends": DAY}),
    (BEGS, {"joins": (0, 0), "purchases": (), "stop": Stop(), "share": 1}),
    (BEGS.replace("40%", "40%, weekend: 0.5, sessions: 3"), {"weekend": 5 * 10**8, "sessions": 3}),
    (BEGS.replace("40%", '40%, between: ["18:00", "23:00"]'), {"begins": 18 * HOUR, "ends": 23 * HOUR}),
    (BEGS.replace("40%", '40%, between: ["18:00", "24:00"]'), {"begins": 18 * HOUR, "ends": DAY}),
    (f"{BEGS}, joins: 2..9, share: 7", {"joins": (2, 9), "share": 7}),
    (f"{BEGS}, stops: {{after: 2w, for: 3d}}", {"stop": Stop(after=14, away=3)}),
    (f"{BEGS}, stops: {{chance: 2%}}", {"stop": Stop(chance=2 * 10**7)}),
]


@pytest.mark.parametrize(("profile", "fields"), MORE)
def test_what_is_written_is_what_is_meant(profile: str, fields: dict[str, Any]) -> None:
    found = lowered(profile)
    assert {name: getattr(found, name) for name in fields} == fields


def test_a_span_lies_in_the_day_as_the_game_counts_it() -> None:
    late = BEGS.replace("40%", '40%, between: ["22:00", "03:00"]')
    found = lowered(late, "05:00")
    assert (found.begins, found.ends) == (17 * HOUR, 22 * HOUR)


TIMES = [
    ("{do: beg}", 1, CHANCE_PARTS),
    ("{do: beg, while: head > 3}", 1000, CHANCE_PARTS),
    ("{do: beg, while: head > 3, times: 2}", 2, CHANCE_PARTS),
    ("{do: beg, times: 5, chance: 10%}", 5, 10**8),
]


@pytest.mark.parametrize(("habit", "times", "chance"), TIMES)
def test_a_habit_is_followed_once_or_as_often_as_it_says(habit: str, times: int, chance: int) -> None:
    found = lowered(f"logs_in: {{chance: 40%}}, does: [{habit}]").habits[0]
    assert (found.action, found.times, found.chance) == ("beg", times, chance)


# How a habit asks: what the player then has, or nothing where there was nothing to ask for.
ASKS: list[tuple[str, dict[str, Any] | None]] = [
    ("{do: beg}", {"penny": 1}),
    ("{do: beg, while: head > 4}", None),
    ("{do: wear, with: {hat: hat.cap}}", {"worn": "cap", "head": 3}),
    ("{do: wear, with: {hat: hat.cap, size: head + 1}}", {"worn": "cap", "head": 5}),
    ("{do: wear, with: {hat: hat.cap, size: head + 9}}", None),
    ("{do: wear, with: {hat: hat.top, size: hat.size}}", {"worn": "top", "head": 7}),
    ("{do: wear, with: {hat: {best: 0 - it.size}}}", {"worn": "cap", "head": 3}),
    ("{do: wear, with: {hat: {any: it.size > 2}}}", {"worn": "top", "head": 3}),
    ("{do: wear, with: {hat: {any: it.size > head + 5}}}", None),
    ("{do: wear, with: {hat: worn}}", None),
    ("{do: wear, with: {hat: worn}, while: has(worn)}", None),
    (
        '{do: wear, with: {hat: "best((h.size, h) for h in hat if h.size < head)"}}',
        {"worn": "cap", "head": 3},
    ),
]


@pytest.mark.parametrize(("habit", "cells"), ASKS)
def test_a_habit_asks_itself(habit: str, cells: dict[str, Any] | None) -> None:
    game = ruleset(f"logs_in: {{chance: 40%}}, does: [{habit}]")
    found: Habit = game.profiles["one"].habits[0]
    before = State.new(game.catalogue, Moment(0, 0))
    chance = ScriptedChance({}, game.catalogue)  # what is certain needs no roll
    outcome = Executor(game.catalogue).play(found.program, before, {}, chance, Moment(0, 0))
    if cells is None:
        assert getattr(outcome, "reason", "") == POINTLESS
        assert outcome.state == before
    else:
        held = outcome.state
        assert held.with_(cells) == held


def test_any_is_rolled_at_a_site_of_its_own() -> None:
    game = ruleset("logs_in: {chance: 40%}, does: [{do: wear, with: {hat: {any: it.size > 2}}}]")
    steps = game.profiles["one"].habits[0].program.phase("settle")
    assert [step.site.name for step in steps if isinstance(step, Select)] == ["profile/any/hat"]
