"""Branches, loops and reactions lead a state where they lead a player."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engine.distribution.question import Answer, Question
from engine.distribution.run import distribution
from engine.state import State
from rules.program.node import Step
from tests.engine.player import test_flow, test_sweep
from tests.engine.player.small import MOMENT, SMALL, run

ALL = frozenset(slot.name for slot in SMALL.slots if slot.scope == "player")
STARTS: tuple[dict[str, Any], ...] = ({}, {"coins": 1, "credit": 2}, {"coins": 4, "bow": 1, "level": 3})


def _agree(steps: tuple[Step, ...], given: Mapping[str, Any], slots: frozenset[str]) -> None:
    found = distribution(SMALL, steps, Question(slots, strict=True), State.of(SMALL, given).cells, MOMENT)
    assert isinstance(found, Answer)
    ((key, mass),) = found.states.items()
    after = run(*steps, given=given).outcome.state.cells
    assert mass == 1
    values = dict(zip(found.names, key, strict=True))
    assert {name: values[f"#{name}"] for name in slots} == {
        name: after[SMALL.slot(name).index] for name in slots
    }


@pytest.mark.parametrize(("step", "given", "_expected"), test_flow.FLOWS)
def test_steps_run_as_often_as_they_say(step: Step, given: dict[str, Any], _expected: int) -> None:
    for start in (given, *STARTS):
        _agree((step,), start, ALL)
        _agree((step,), start, frozenset({"free"}))


@pytest.mark.parametrize(("steps", "given", "_expected"), test_sweep.CASES.values(), ids=test_sweep.CASES)
def test_reactions(steps: tuple[Step, ...], given: dict[str, Any], _expected: object) -> None:
    for start in (given, *STARTS):
        _agree(steps, start, ALL)
        _agree(steps, start, frozenset({"free"}))
        _agree(steps, start, frozenset({"waiting"}))
