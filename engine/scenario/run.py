"""A scenario -> what it expected and did not find."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.outcome import Accepted, Outcome, Refused, Said
from engine.player.run import Executor
from engine.request import read_params
from engine.scenario.compare import Failure, compare
from engine.scenario.lived import differences, live
from engine.scenario.named import MYSELF, numbered, params_of
from engine.scenario.refusal import refusal
from engine.scripted import ScriptedChance, Unscripted
from engine.together import ME, World
from rules.program.moment import Moment
from rules.program.scenario import Act, Lived, Scenario
from rules.program.view import as_written
from rules.ruleset import Ruleset


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
    """A scenario under way: who is there, the time, what was said and what went wrong."""

    world: World
    now: int
    said: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    stopped: bool = False

    @property
    def ruleset(self) -> Ruleset:
        return self.world.ruleset


def run(ruleset: Ruleset, executor: Executor, scenario: Scenario) -> Verdict:
    """Play *scenario* and compare."""
    if scenario.lived is not None:
        return _live(ruleset, executor, scenario, scenario.lived)
    stage = _Stage(_seated(ruleset, executor, scenario), scenario.at)
    last = len(scenario.acts) - 1
    for number, act in enumerate(scenario.acts):
        expected = act.refused or (scenario.refused if number == last else "")
        _act(stage, act, expected)
        if stage.stopped:  # nothing was done, so what was expected of it says no more
            return Verdict(scenario, tuple(stage.failures))
    stage.failures += compare(stage.world, scenario, tuple(stage.said))
    return Verdict(scenario, tuple(stage.failures))


def _seated(ruleset: Ruleset, executor: Executor, scenario: Scenario) -> World:
    """Return a world in which everybody has what he is given."""
    begins, world = moment_at(ruleset, scenario.at), World(ruleset, executor)
    given = {MYSELF: scenario.given, **scenario.players}
    for name in given:
        world.join(name, begins)
    for name, cells in given.items():
        number = world.names[name]
        world.put(number, world.players[number].with_(numbered(ruleset.catalogue, world.names, cells)))
    return world


def _live(ruleset: Ruleset, executor: Executor, scenario: Scenario, lived: Lived) -> Verdict:
    state, log = live(ruleset, executor, scenario, lived)
    world, failures = World(ruleset, executor), list[Failure]()
    world.put(world.join(MYSELF, moment_at(ruleset, scenario.at)), state)
    if scenario.log is not None:
        place = lived.place if not scenario.log else None
        found = differences(scenario.log, log)
        failures += [Failure(message, where or place) for message, where in found]
    return Verdict(scenario, (*failures, *compare(world, scenario, ())))


def moment_at(ruleset: Ruleset, now: int, player: int = ME) -> Moment:
    """Return the moment of a command at *now*."""
    return Moment(now, ruleset.catalogue.calendar.day_of(now), player)


def _act(stage: _Stage, act: Act, expected: str) -> None:
    """Let time pass, in which offers end; then do what is done. Both are rolled for as the act says."""
    stage.now += act.after
    stage.said = []
    chance = ScriptedChance(act.rolls, stage.ruleset.catalogue, stage.world.names)
    try:
        _end(stage, act, chance)
        outcome = _play(stage, act, chance)
    except Unscripted as unscripted:
        place = act.place_of(unscripted.label, unscripted.left) if unscripted.label else act.place
        stage.failures.append(Failure(str(unscripted), place))
        stage.stopped = True
        return
    _judge(stage, act, outcome, expected)
    stage.failures += [
        Failure(each.message, act.place_of(each.label, each.left)) for each in chance.leftovers()
    ]


def _end(stage: _Stage, act: Act, chance: ScriptedChance) -> None:
    """End the offers whose time has come, the earliest first."""
    for number in stage.world.due(stage.now):
        kind = stage.world.kind(number)
        outcome = stage.world.end(number, chance, moment_at(stage.ruleset, stage.now))
        if isinstance(outcome, Refused):
            why = outcome.message or refusal(stage.ruleset, act, outcome)
            said = f"the end of `{kind}` was refused with `{outcome.reason}`{f' ({why})' if why else ''}"
            stage.failures.append(Failure(f"{said}; it was only closed", act.place))


def _play(stage: _Stage, act: Act, chance: ScriptedChance) -> Outcome:
    world, program = stage.world, stage.ruleset.programs[act.action]
    me = world.names[act.by or MYSELF]
    asked = params_of(world, program, act.params)
    params = read_params(stage.ruleset.catalogue, program, asked, world.players[me], world.known)
    if isinstance(params, Refused):
        return params
    return world.play(program, params, chance, moment_at(stage.ruleset, stage.now, me))


def _judge(stage: _Stage, act: Act, outcome: Outcome, expected: str) -> None:
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
        why = outcome.message or refusal(stage.ruleset, act, outcome)
        detail = f" ({why})" if why else ""
        message = f"`{act.action}` was refused with `{outcome.reason}`{detail}; {wanted}"
        stage.failures.append(Failure(message, act.place))
