"""The exact executor gives what running the player executor over every outcome gives, to the last digit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from engine.distribution import roll
from engine.distribution.keyed import Keyed
from engine.distribution.question import Answer, Question
from engine.distribution.run import distribution
from engine.outcome import Accepted
from engine.player.run import Executor
from engine.state import State
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Program
from tests import little_programs
from tests.enumerator import enumerate_outcomes
from tests.programs import GAME, KINDS, PROGRAMS

MOMENT = Moment(10**12, 20_000, 1, players={2: list(State.empty(little_programs.GAME).cells)})
Table = dict[Any, Fraction]


def enumerated(
    catalogue: Catalogue, program: Program, state: State, params: Mapping[str, Any]
) -> tuple[Table, Table]:
    """Return the probability of every state and of every reason to refuse, by enumeration."""
    executor = Executor(catalogue)
    states: Table = Counter()
    refused: Table = Counter()
    for outcome, mass in enumerate_outcomes(
        lambda chance: executor.play(program, state, params, chance, MOMENT)
    ):
        if isinstance(outcome, Accepted):
            states[_kept(catalogue, outcome.state)] += mass
        else:
            refused[outcome.reason] += mass
    return dict(states), dict(refused)


def _kept(catalogue: Catalogue, state: State) -> tuple[Any, ...]:
    """Return the cells that outlive a command, by name of the slot."""
    held = {slot.name: state.cells[slot.index] for slot in catalogue.slots if slot.scope != "draw"}
    return tuple(Keyed(held[name]) if isinstance(held[name], dict) else held[name] for name in sorted(held))


def exact(
    catalogue: Catalogue, program: Program, state: State, params: Mapping[str, Any]
) -> tuple[Table, Table]:
    """Return the same from the exact executor."""
    slots = frozenset(slot.name for slot in catalogue.slots if slot.scope != "draw")
    question = Question(slots, strict=True)
    answer = distribution(catalogue, program.steps, question, state.cells, MOMENT, params)
    assert isinstance(answer, Answer)
    places = [answer.names.index(f"#{name}") for name in sorted(slots)]
    states = {tuple(key[place] for place in places): mass for key, mass in answer.states.items()}
    return states, {reason: mass for (_, reason), mass in answer.refused.items()}


IDS = KINDS["esprit"].ids
RICH = {"gold": 995, "energy": 60, "level": 5, "xp": 45, **{id_: 2 for id_ in IDS[:4]}}
CASES = [
    ("wish", {"count": 1}, RICH),
    ("wish", {"count": 2}, {**RICH, "pity5": 88, "pity4": 8, "lost5": True}),
    ("wish", {"count": 10}, {"gold": 5}),
    ("quest", {"quest": 0}, RICH),
    ("quest", {"quest": 2}, {"level": 1, "energy": 3}),
    ("quest", {"quest": 1}, {"level": 1, "energy": 240}),
    ("collect", {}, {**RICH, "stored": {"mine": 7, "tower": 4}, "ticket": 98}),
    ("collect", {}, {"waiting": {"level_up": True}, "xp": 500}),
    ("daily", {}, {**RICH, "xp": 1000, "streak": 2, "last_daily": 19_999}),
    ("daily", {}, {"limit.daily_reward": 20_000}),
    ("fuse", {"first": 0, "second": 0}, RICH),
    ("fuse", {"first": 0, "second": 1}, {**RICH, "gold": 10**12}),
    ("awaken", {"esprit": 0}, {IDS[0]: 3, "stars": {IDS[0]: 1}}),
    ("awaken", {"esprit": 0}, {IDS[0]: 9, "stars": {IDS[0]: 5}}),
]


@pytest.mark.parametrize(("name", "params", "held"), CASES)
def test_the_games_actions_agree(name: str, params: dict[str, int], held: dict[str, Any]) -> None:
    state = State.of(GAME, held)
    by_hand = enumerated(GAME, PROGRAMS[name], state, params)
    assert exact(GAME, PROGRAMS[name], state, params) == by_hand
    assert sum(by_hand[0].values()) + sum(by_hand[1].values()) == 1


def little_state(seed: int) -> State:
    random = Random(seed)
    held: dict[str, Any] = {"x": random.randrange(5), "coin": random.randrange(1, 9), "a": random.randrange(4)}
    if random.random() < 0.3:
        held |= {"waiting": {"r1": True}, "last": "b"}
    return State.of(little_programs.GAME, held)


@pytest.mark.parametrize("block", range(3))
def test_random_programs_agree(block: int) -> None:
    for seed in range(block * 150, block * 150 + 150):
        program, state = little_programs.Little(seed).program(), little_state(seed)
        by_hand = enumerated(little_programs.GAME, program, state, {"p": 2})
        assert exact(little_programs.GAME, program, state, {"p": 2}) == by_hand, f"seed {seed}"


@pytest.mark.parametrize("slot", ["x", "coin", "owned.card"])
def test_a_slice_gives_what_all_gives(slot: str) -> None:
    for seed in range(80):
        program, state = little_programs.Little(seed).program(), little_state(seed)
        whole = sorted(each.name for each in little_programs.GAME.slots if each.scope != "draw")
        states, refused = exact(little_programs.GAME, program, state, {"p": 2})
        question = Question(frozenset({slot}), strict=True)
        sliced = distribution(
            little_programs.GAME, program.steps, question, state.cells, MOMENT, {"p": 2}
        )
        assert isinstance(sliced, Answer)
        margin: Table = Counter()
        for key, mass in states.items():
            margin[key[whole.index(slot)]] += mass
        assert {key[sliced.names.index(f"#{slot}")]: mass for key, mass in sliced.states.items()} == margin
        assert {reason: mass for (_, reason), mass in sliced.refused.items()} == refused


def test_a_planted_fault_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def first_twice(weights: Sequence[int]) -> roll.Shares:
        return real([weight * (2 if place == 0 else 1) for place, weight in enumerate(weights)])

    real = roll.shares
    monkeypatch.setattr(roll, "shares", first_twice)
    found = 0
    for seed in range(60):
        program, state = little_programs.Little(seed).program(), little_state(seed)
        by_hand = enumerated(little_programs.GAME, program, state, {"p": 2})
        found += exact(little_programs.GAME, program, state, {"p": 2}) != by_hand
    assert found > 5
