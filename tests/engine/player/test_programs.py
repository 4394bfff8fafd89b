"""Six actions lowered by hand do what their words say; laws hold for any state and any luck."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.chance import CounterChance
from engine.outcome import Accepted, Given, Refused, Taken
from engine.player.cells import bounds
from engine.player.run import Executor
from engine.scripted import ScriptedChance
from engine.state import State, differences
from rules.expression.type import DAY, NONE
from rules.program.moment import Moment
from rules.site import start
from tests.programs import GAME, KINDS, PROGRAMS

EXECUTOR = Executor(GAME)
TODAY = 20_000
NOW = Moment(TODAY * DAY, TODAY, 7)
ENERGETIC = {"energy": 240}

CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "the first day": (
        "daily",
        {},
        {},
        {},
        {"gold": 200, "streak": 1, "last_daily": TODAY, "limit.daily_reward": TODAY},
    ),
    "the seventh day in a row": (
        "daily",
        {},
        {},
        {"streak": 6, "last_daily": TODAY - 1},
        {"gold": 400, "ticket": 1, "streak": 7, "last_daily": TODAY, "limit.daily_reward": TODAY},
    ),
    "a day too late": (
        "daily",
        {},
        {},
        {"streak": 6, "last_daily": TODAY - 2},
        {"gold": 200, "streak": 1, "last_daily": TODAY, "limit.daily_reward": TODAY},
    ),
    "a quest that captures": (
        "quest",
        {"quest": "climb"},
        {"captured": True, "prize": "magmar"},
        {**ENERGETIC, "level": 5},
        {"gold": 170, "energy": 228, "xp": 40, "level": 5, "cleared": {"climb": 1}, "magmar": 1},
    ),
    "a quest that raises levels, three at most": (
        "quest",
        {"quest": "descent"},
        {"captured": False},
        {**ENERGETIC, "level": 3, "xp": 100},
        {
            "gold": 220,
            "ticket": 1,
            "energy": 220,
            "xp": 50,
            "level": 6,
            "cleared": {"descent": 1},
        },
    ),
    "levels that are still due wait": (
        "quest",
        {"quest": "descent"},
        {"captured": False},
        {**ENERGETIC, "level": 3, "xp": 200},
        {
            "gold": 220,
            "ticket": 1,
            "energy": 220,
            "xp": 150,
            "level": 6,
            "cleared": {"descent": 1},
            "waiting": {"level_up": True},
        },
    ),
    "a fusion": (
        "fuse",
        {"first": "cinder", "second": "pebble"},
        {"success": True, "prize": "ember_fox"},
        {"cinder": 1, "pebble": 2},
        {"gold": 50, "pebble": 1, "ember_fox": 1},
    ),
    "a fusion of what has no card yet": (
        "fuse",
        {"first": "golem", "second": "golem"},
        {"success": True},
        {"golem": 2, "gold": 900},
        {"gold": 500, "earth_fragment": 10},
    ),
    "a fusion that failed": (
        "fuse",
        {"first": "droplet", "second": "droplet"},
        {"success": False},
        {"droplet": 2},
        {"gold": 50, "water_fragment": 1},
    ),
    "an awakening": (
        "awaken",
        {"esprit": "kelpie"},
        {"success": True},
        {"kelpie": 3, "stars": {"kelpie": 1}},
        {"kelpie": 1, "stars": {"kelpie": 2}, "attempts": 1},
    ),
    "an awakening that failed": (
        "awaken",
        {"esprit": "kelpie"},
        {"success": False},
        {"kelpie": 2},
        {"kelpie": 1, "water_fragment": 2, "attempts": 1},
    ),
    "collecting": (
        "collect",
        {},
        {"found": [True, False], "dust": [2, 0]},
        {"stored": {"mine": 30, "tower": 50}, "ticket": 99},
        {"gold": 182, "ticket": 99},
    ),
    "five wishes": (
        "wish",
        {"count": 5},
        {"prize": ["five.other.leviathan", "three.pebble", "five", "four.rootling", "three.pebble"]},
        {"gold": 350, "pity5": 3, "pity4": 7},
        {"gold": 270, "leviathan": 1, "pebble": 2, "phoenix": 1, "rootling": 1, "pity5": 2, "pity4": 1},
    ),
}


def _codes(name: str, params: dict[str, Any]) -> dict[str, int]:
    types = {param.name: param.type for param in PROGRAMS[name].params}
    return {
        key: KINDS[types[key].kind].codes[value] if types[key].kind else value
        for key, value in params.items()
    }


@pytest.mark.parametrize(("name", "params", "rolls", "before", "after"), CASES.values(), ids=CASES)
def test_an_action_does_what_its_words_say(
    name: str, params: dict[str, Any], rolls: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> None:
    chance = ScriptedChance(rolls, GAME)
    done = {"done": {"rich": True, "many_cards": True}}
    state = State.of(GAME, {**done, **before})
    outcome = EXECUTOR.play(PROGRAMS[name], state, _codes(name, params), chance, NOW)
    assert isinstance(outcome, Accepted), outcome
    assert outcome.state.named() == State.of(GAME, {**done, **after}).named()
    assert chance.leftovers() == ()


REFUSED: dict[str, tuple[str, dict[str, Any], dict[str, Any], str, dict[str, Any]]] = {
    "twice a day": ("daily", {}, {"limit.daily_reward": TODAY}, "daily_reward", {}),
    "a quest too far": ("quest", {"quest": "climb"}, ENERGETIC, "bad_param", {}),
    "a quest too tiring": ("quest", {"quest": "stroll"}, {"energy": 4}, "short", {}),
    "tiers that differ": (
        "fuse",
        {"first": "cinder", "second": "golem"},
        {"cinder": 1, "golem": 1},
        "fuse_tiers_differ",
        {},
    ),
    "one card is not two": ("fuse", {"first": "cinder", "second": "cinder"}, {"cinder": 1}, "short", {}),
    "stars enough": (
        "awaken",
        {"esprit": "kelpie"},
        {"stars": {"kelpie": 5}},
        "awaken_most",
        {"attempts": 1},
    ),
    "one copy stays": ("awaken", {"esprit": "kelpie"}, {"kelpie": 1}, "awaken_keeps_one", {"attempts": 1}),
}


@pytest.mark.parametrize(("name", "params", "before", "reason", "kept"), REFUSED.values(), ids=REFUSED)
def test_a_refused_action_says_why_and_keeps_attempts_only(
    name: str, params: dict[str, Any], before: dict[str, Any], reason: str, kept: dict[str, Any]
) -> None:
    state = State.of(GAME, before)
    outcome = EXECUTOR.play(PROGRAMS[name], state, _codes(name, params), CounterChance(), NOW)
    assert isinstance(outcome, Refused)
    assert outcome.reason == reason
    assert outcome.state == state.with_(kept)


def test_a_ten_pull_is_certain_of_its_guarantees() -> None:
    state = State.of(GAME, {"gold": 10**6, "done": {"rich": True, "many_cards": True}})
    four, five = 0, 0
    for number in range(400):
        before = state
        outcome = EXECUTOR.play(
            PROGRAMS["wish"], state, {"count": 1}, CounterChance(5), NOW, start(7, number)
        )
        state = outcome.state
        rare = any(change.slot == "pity5" and change.after == 0 for change in differences(before, state))
        five = 0 if rare else five + 1
        four = 0 if state.read("pity4") == 0 else four + 1
        assert five < 90
        assert four < 11


_AMOUNTS = st.integers(0, 500)
_IDS = KINDS["esprit"].ids
states = st.fixed_dictionaries(
    {
        "gold": st.integers(0, 5000),
        "energy": st.integers(0, 240),
        "level": st.integers(1, 200),
        "xp": _AMOUNTS,
    },
    optional={
        "ticket": st.integers(0, 99),
        "streak": _AMOUNTS,
        "last_daily": st.integers(TODAY - 2, TODAY),
        "stars": st.dictionaries(st.sampled_from(_IDS), st.integers(0, 5)),
        "stored": st.dictionaries(st.sampled_from(["mine", "tower"]), _AMOUNTS),
        "pity5": st.integers(0, 89),
        "pity4": st.integers(0, 9),
        "lost5": st.integers(0, 1),
        "waiting": st.fixed_dictionaries({"level_up": st.booleans()}),
        **{id_: st.integers(0, 5) for id_ in _IDS},
    },
)
requests = st.sampled_from(sorted(PROGRAMS)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries(
            {
                param.name: st.integers(0, len(KINDS[param.type.kind].ids) - 1)
                if param.type.kind
                else st.integers(1, 10)
                for param in PROGRAMS[name].params
            }
        ),
    )
)


@settings(max_examples=200, deadline=None)
@given(states, requests, st.integers(0, 2**64 - 1))
def test_no_command_touches_its_state_leaves_bounds_or_loses_what_it_reports(
    names: dict[str, Any], request: tuple[str, dict[str, int]], seed: int
) -> None:
    state = State.of(GAME, names)
    copy = State.of(GAME, names)
    outcome = EXECUTOR.play(PROGRAMS[request[0]], state, request[1], CounterChance(seed), NOW)
    again = EXECUTOR.play(PROGRAMS[request[0]], state, request[1], CounterChance(seed), NOW)
    assert state == copy
    assert (type(outcome), outcome.state) == (type(again), again.state)
    if isinstance(outcome, Refused):
        assert outcome.reason != "fault"
        assert {change.slot for change in differences(state, outcome.state)} <= {"attempts"}
        return
    _check_bounds(outcome.state)
    _check_ledger(state, outcome)


def _check_bounds(state: State) -> None:
    for slot, cell in zip(GAME.slots, state.cells, strict=True):
        lo, hi = bounds(slot)
        values = cell.values() if slot.kind else [cell]
        assert all(type(value) is int for value in values)
        assert all(
            value == NONE or ((lo is None or lo <= value) and (hi is None or value <= hi)) for value in values
        )
        assert slot.default not in (cell.values() if slot.kind else ())


def _check_ledger(before: State, outcome: Accepted) -> None:
    moved: dict[tuple[str, str | None], int] = {}
    for event in outcome.events:
        if isinstance(event, Given | Taken):
            sign = 1 if isinstance(event, Given) else -1
            moved[event.slot, event.key] = moved.get((event.slot, event.key), 0) + sign * event.amount
    assets = {slot.name for slot in GAME.slots if slot.asset}
    changed = {
        (change.slot, change.key): change.after - change.before
        for change in differences(before, outcome.state)
        if change.slot in assets
    }
    assert changed == {asset: amount for asset, amount in moved.items() if amount}
