"""A ruleset, a seed and a clock -> a player's turns, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cli.state import moment_of
from engine.chance import CounterChance
from engine.outcome import Outcome, Refused
from engine.player.run import Executor
from engine.request import missing, read_params
from engine.state import State, differences
from engine.view.ask import Situation
from engine.view.reply import Part, Replier
from engine.view.voice import Voice
from rules.program.moment import Moment
from rules.program.node import Param, Program
from rules.ruleset import Ruleset
from rules.site import start

PLAYER = 1
OFFERED = 8  # records, where one is missing


@dataclass(frozen=True, slots=True)
class Turn:
    """One action: what was asked, what came of it, what was said, and which assets changed."""

    action: str
    before: Situation
    outcome: Outcome
    parts: list[Part]
    changes: list[tuple[str, str | None, int]] = field(default_factory=list)


class Game:
    """One player's game; each command has luck of its own, given by the seed and its number."""

    def __init__(self, ruleset: Ruleset, locale: str, seed: int, clock: Callable[[], int]) -> None:
        """Begin as a new player, now."""
        self.ruleset = ruleset
        self.voice = Voice(ruleset, locale)
        self.executor = Executor(ruleset.catalogue)
        self.replier = Replier(self.voice, self.executor)
        self.seed = seed
        self.count = 0
        self.waited = 0
        self.aside: dict[str, Any] = {}  # what was saved and the game does not know (any more)
        self._clock = clock
        self._chance = CounterChance(seed)
        self.state = State.new(ruleset.catalogue, self.moment)

    @property
    def moment(self) -> Moment:
        """Return the moment of the next command."""
        return moment_of(self.ruleset.catalogue, self._clock() + self.waited, PLAYER)

    def situation(self, action: str, params: Mapping[str, str]) -> Situation | Refused:
        """Return how things stand when *action* is asked for, or what is wrong with its parameters."""
        program = self.ruleset.programs[action]
        values = read_params(self.ruleset.catalogue, program, params, self.state)
        if isinstance(values, Refused):
            return self._offering(values, program, params)
        return Situation(self.state, self.moment, values)

    def _offering(self, refused: Refused, program: Program, params: Mapping[str, str]) -> Refused:
        """Return a refusal for want of a record with those that may be given, if they may be named."""
        param = next((each for each in program.params if refused.message.startswith(missing(each))), None)
        if param is None or not self._named(param):
            return refused
        fitting = self.candidates(program.name, param.name, params)
        more = f" and {len(fitting) - OFFERED} more" if len(fitting) > OFFERED else ""
        shown = ", ".join(f"`{id_}`" for id_ in fitting[:OFFERED])
        give = f"give one of {shown}{more}" if fitting else f"no {param.type.kind} fits now"
        return replace(refused, message=f"{missing(param)}; {give}")

    def _named(self, param: Param) -> bool:
        """Tell whether a parameter is a record of a kind that players may see."""
        return param.type.name == "record" and not self.ruleset.catalogue.kinds[param.type.kind].secret

    def preview(self, action: str, params: Mapping[str, str]) -> Part | None:
        """Return what is shown before *action* is done, if anything is."""
        situation = self.situation(action, params)
        return None if isinstance(situation, Refused) else self.replier.preview(action, situation)

    def do(self, action: str, params: Mapping[str, str]) -> Turn:
        """Carry one action out."""
        situation = self.situation(action, params)
        if isinstance(situation, Refused):
            before = Situation(self.state, self.moment, {})
            return Turn(action, before, situation, self.replier.reply(action, situation, before))
        self.count += 1
        program = self.ruleset.programs[action]
        coordinate = start(PLAYER, self.count)
        outcome = self.executor.play(
            program, self.state, situation.params, self._chance, situation.moment, coordinate
        )
        changes = self._changes(outcome.state)
        self.state = outcome.state
        return Turn(action, situation, outcome, self.replier.reply(action, outcome, situation), changes)

    def _changes(self, after: State) -> list[tuple[str, str | None, int]]:
        assets = {slot.name for slot in self.ruleset.catalogue.slots if slot.asset}
        return [
            (change.slot, change.key, change.after - change.before)
            for change in differences(self.state, after)
            if change.slot in assets
        ]

    def candidates(self, action: str, name: str, given: Mapping[str, str]) -> list[str]:
        """Return the records that may be given for a parameter now."""
        program = self.ruleset.programs[action]
        param = next((each for each in program.params if each.name == name), None)
        if param is None or not self._named(param):
            return []
        ids = self.ruleset.catalogue.kinds[param.type.kind].ids
        return [id_ for id_ in ids if self._fits(action, name, {**given, name: id_})]

    def _fits(self, action: str, name: str, params: Mapping[str, str]) -> bool:
        """Tell whether what the parameter itself asks for holds; the others stand for whatever is first."""
        program = self.ruleset.programs[action]
        filled = dict(params)
        for each in program.params:
            if each.name not in filled and each.default is None and not each.type.optional:
                kind = self.ruleset.catalogue.kinds.get(each.type.kind)
                filled[each.name] = kind.ids[0] if kind else str(max(0, int(max(each.type.lo, -1))))
        situation = self.situation(action, filled)
        if isinstance(situation, Refused):
            return True
        found = self.replier.gate.checks(action, situation)
        reason = f"params.{name}"
        return isinstance(found, Refused) or all(each.holds for each in found if each.reason == reason)
