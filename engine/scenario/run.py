"""A scenario -> what it expected and did not find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.outcome import Accepted, Outcome, Refused, Said
from engine.player.run import Executor
from engine.request import read_params
from engine.scenario.lived import differences, live
from engine.scenario.refusal import refusal
from engine.scripted import ScriptedChance, Unscripted
from engine.state import State
from rules.program.moment import Moment
from rules.program.scenario import Act, Lived, Scenario
from rules.program.view import as_written
from rules.ruleset import Ruleset
from rules.source import Place

PLAYER = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that was expected and did not happen."""

    message: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a scenario ended."""

    scenario: Scenario
    failures: tuple[Failure, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether everything happened as expected."""
        return not self.failures


@dataclass(slots=True)
class _Stage:
    """A scenario under way: the state, the time, what was said and what went wrong."""

    state: State
    now: int
    said: list[str] = field(default_factory=list)
    refused: str = ""
    failures: list[Failure] = field(default_factory=list)
    stopped: bool = False


def run(ruleset: Ruleset, executor: Executor, scenario: Scenario) -> Verdict:
    """Play *scenario* and compare."""
    if scenario.lived is not None:
        return _live(ruleset, executor, scenario, scenario.lived)
    begins = moment_at(ruleset, scenario.at)
    stage = _Stage(State.new(ruleset.catalogue, begins).with_(scenario.given), scenario.at)
    last = len(scenario.acts) - 1
    for number, act in enumerate(scenario.acts):
        expected = act.refused or (scenario.refused if number == last else "")
        _play(ruleset, executor, stage, act, expected)
        if stage.stopped:  # nothing was done, so what was expected of it says no more
            return Verdict(scenario, tuple(stage.failures))
    _compare(stage, scenario)
    return Verdict(scenario, tuple(stage.failures))


def _live(ruleset: Ruleset, executor: Executor, scenario: Scenario, lived: Lived) -> Verdict:
    state, log = live(ruleset, executor, scenario, lived)
    stage = _Stage(state, scenario.at)
    if scenario.log is not None:
        place = lived.place if not scenario.log else None
        found = differences(scenario.log, log)
        stage.failures += [Failure(message, where or place) for message, where in found]
    _compare(stage, scenario)
    return Verdict(scenario, tuple(stage.failures))


def moment_at(ruleset: Ruleset, now: int, player: int = PLAYER) -> Moment:
    """Return the moment of a command at *now*."""
    return Moment(now, ruleset.catalogue.calendar.day_of(now), player)


def _play(ruleset: Ruleset, executor: Executor, stage: _Stage, act: Act, expected: str) -> None:
    stage.now += act.after
    stage.said = []
    chance = ScriptedChance(act.rolls, ruleset.catalogue)
    program = ruleset.programs[act.action]
    params = read_params(ruleset.catalogue, program, act.params, stage.state)
    try:
        outcome: Outcome = (
            params
            if isinstance(params, Refused)
            else executor.play(program, stage.state, params, chance, moment_at(ruleset, stage.now))
        )
    except Unscripted as unscripted:
        place = act.place_of(unscripted.label, unscripted.left) if unscripted.label else act.place
        stage.failures.append(Failure(str(unscripted), place))
        stage.stopped = True
        return
    stage.state = outcome.state
    _judge(ruleset, stage, act, outcome, expected)
    stage.failures += [
        Failure(each.message, act.place_of(each.label, each.left)) for each in chance.leftovers()
    ]


def _judge(ruleset: Ruleset, stage: _Stage, act: Act, outcome: Outcome, expected: str) -> None:
    """Compare whether an action was refused, and why, with what was expected."""
    if isinstance(outcome, Accepted):
        stage.said += [as_written(event.name) for event in outcome.events if isinstance(event, Said)]
        if expected:
            message = f"`{act.action}` was accepted; expected was a refusal with `{expected}`"
            stage.failures.append(Failure(message, act.place))
        return
    reasons = outcome.rows or (outcome.reason,)
    if expected not in reasons:
        wanted = f"expected was `{expected}`" if expected else "it was expected to be accepted"
        why = outcome.message or refusal(ruleset, act, outcome)
        detail = f" ({why})" if why else ""
        message = f"`{act.action}` was refused with `{outcome.reason}`{detail}; {wanted}"
        stage.failures.append(Failure(message, act.place))


def _compare(stage: _Stage, scenario: Scenario) -> None:
    held = stage.state.named()
    for expected in scenario.then:
        if stage.state.with_({expected.name: expected.value}) != stage.state:
            found = _found(stage.state, held, expected.name, expected.value)
            message = f"`{expected.name}` is {found}; expected was {_said(expected.value)}"
            stage.failures.append(Failure(message, expected.place))
    if scenario.said is not None and tuple(stage.said) != scenario.said:
        message = f"said was {_list(tuple(stage.said))}; expected was {_list(scenario.said)}"
        stage.failures.append(Failure(message, scenario.place))


def _found(state: State, held: dict[str, Any], name: str, expected: Any) -> str:
    """Return what a cell holds, as an author would write it; of a keyed one only what was asked for."""
    value = held.get(name)
    if isinstance(expected, dict):
        known = value if isinstance(value, dict) else {}
        default = state.catalogue.slot(name).default if name in state.catalogue.by_name else 0
        return _said({key: known.get(key, default) for key in expected})
    slot = state.catalogue.by_name.get(name)
    return _said(value if value is not None else slot.default if slot and slot.default >= 0 else 0)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_said(each)}" for key, each in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else str(value)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
