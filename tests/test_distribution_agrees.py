"""The exact executor gives what running the player executor over every outcome gives, to the last digit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
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
from tests.enumerator import TooManyError, enumerate_outcomes
from tests.programs import GAME, KINDS, PROGRAMS
from tests.random_programs import made

Table = dict[Any, Fraction]


@dataclass(frozen=True)
class Asked:
    """A command whose outcomes are compared."""

    catalogue: Catalogue
    program: Program
    state: State
    params: Mapping[str, Any]
    moment: Moment = Moment(10**12, 20_000, 1)  # noqa: RUF009 - frozen

    @property
    def slots(self) -> list[str]:
        """Return the slots that outlive a command."""
        return sorted(slot.name for slot in self.catalogue.slots if slot.scope != "draw")


def enumerated(asked: Asked) -> tuple[Table, Table]:
    """Return the probability of every state and of every reason to refuse, by enumeration."""
    executor = Executor(asked.catalogue)
    states: Table = defaultdict(Fraction)
    refused: Table = defaultdict(Fraction)
    for outcome, mass in enumerate_outcomes(
        lambda chance: executor.play(asked.program, asked.state, asked.params, chance, asked.moment)
    ):
        if isinstance(outcome, Accepted):
            held = [outcome.state.cells[asked.catalogue.slot(name).index] for name in asked.slots]
            states[tuple(Keyed(cell) if isinstance(cell, dict) else cell for cell in held)] += mass
        else:
            refused[outcome.reason] += mass
    return dict(states), dict(refused)


def answered(asked: Asked, *slots: str) -> tuple[Table, Table]:
    """Return the same from the exact executor, asked for some slots alone."""
    question = Question(frozenset(slots), strict=True)
    answer = distribution(
        asked.catalogue, asked.program.steps, question, asked.state.cells, asked.moment, asked.params
    )
    assert isinstance(answer, Answer)
    places = [answer.names.index(f"#{name}") for name in slots]
    states = {tuple(key[place] for place in places): Fraction(mass) for key, mass in answer.states.items()}
    return states, {reason: Fraction(mass) for (_, reason), mass in answer.refused.items()}


def exact(asked: Asked) -> tuple[Table, Table]:
    """Return the same from the exact executor."""
    return answered(asked, *asked.slots)


def random_commands(seeds: range) -> Iterator[tuple[Asked, tuple[Table, Table]]]:
    """Yield random commands with few enough outcomes, and what becomes of them."""
    for seed in seeds:
        these = made(seed, 2)
        for player in range(2):
            params = {name: values[player] for name, values in these.params.items()}
            asked = Asked(these.catalogue, these.program, these.states[player], params, these.moments[player])
            try:
                found = enumerated(asked)
            except TooManyError:
                continue
            yield asked, found


IDS = KINDS["esprit"].ids
RICH = {"gold": 995, "energy": 60, "level": 5, "xp": 45, **dict.fromkeys(IDS[:4], 2)}
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
    asked = Asked(GAME, PROGRAMS[name], State.of(GAME, held), params)
    by_hand = enumerated(asked)
    assert exact(asked) == by_hand
    assert sum(by_hand[0].values()) + sum(by_hand[1].values()) == 1


@pytest.mark.parametrize("block", range(4))
def test_random_programs_agree(block: int) -> None:
    looked_at = 0
    for asked, by_hand in random_commands(range(block * 100, block * 100 + 100)):
        looked_at += 1
        assert exact(asked) == by_hand, f"block {block}, command {looked_at}"
    assert looked_at > 150


def test_a_slice_gives_what_all_gives() -> None:
    for number, (asked, (states, refused)) in enumerate(random_commands(range(150))):
        place = number % len(asked.slots)
        margin: Table = defaultdict(Fraction)
        for key, mass in states.items():
            margin[key[place : place + 1]] += mass
        assert answered(asked, asked.slots[place]) == (margin, refused), f"command {number}"


def test_a_planted_fault_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def first_twice(weights: Sequence[int]) -> roll.Shares:
        return real([weight * (2 if place == 0 else 1) for place, weight in enumerate(weights)])

    real = roll.shares
    monkeypatch.setattr(roll, "shares", first_twice)
    assert sum(exact(asked) != by_hand for asked, by_hand in random_commands(range(60))) > 5
