"""A ruleset, a seed and a clock -> the turns of players of one world, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cli.state import moment_of
from engine.chance import CounterChance
from engine.outcome import Outcome, Refused
from engine.player.run import Executor
from engine.request import missing, read_params
from engine.state import State, differences
from engine.together import World
from engine.view.ask import Situation
from engine.view.reply import Part, Replier
from engine.view.voice import Voice
from rules.program.moment import Moment
from rules.program.node import Param, Program
from rules.program.offer import GONE, NOT_YOURS
from rules.ruleset import Ruleset
from rules.site import start

if TYPE_CHECKING:
    from engine.live.people.look import Told

FIRST = "me"  # what the player is called who is there from the beginning
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
    """A game of one player, and whoever sits down besides; one at a time types.

    Each command has luck of its own, given by the seed, its player and its number.
    """

    is_stored = False  # where others may play it, and its receipts are kept

    def __init__(self, ruleset: Ruleset, locale: str, seed: int, clock: Callable[[], int]) -> None:
        """Begin as a new player, now."""
        self.rules = ruleset
        self.ruleset = ruleset  # the same, or what events make of it now
        self.executor = Executor(ruleset.catalogue)
        self.world = World(ruleset, self.executor)
        self.voice = Voice(ruleset, locale, self.world.called)
        self.replier = Replier(self.voice, self.executor)
        self.seed = seed
        self.count = 0
        self.waited = 0
        self.aside: dict[str, dict[str, Any]] = {}  # whose was saved what the game does not know (any more)
        self._clock = clock
        self._chance = CounterChance(seed)
        self.me = self.world.join(FIRST, moment_of(ruleset.catalogue, self.now))

    @property
    def now(self) -> int:
        """Return the time in the game."""
        return self._clock() + self.waited

    @property
    def moment(self) -> Moment:
        """Return the moment of the next command, in which the others are seen."""
        return self.world.moment(moment_of(self.ruleset.catalogue, self.now, self.me))

    @property
    def state(self) -> State:
        """Return what the player has who types."""
        return self.world.players[self.me]

    @state.setter
    def state(self, state: State) -> None:
        self.world.put(self.me, state)

    def become(self, name: str) -> None:
        """Let another player type, who sits down if he is new."""
        if name not in self.world.names:
            self.world.join(name, moment_of(self.ruleset.catalogue, self.now))
        self.me = self.world.names[name]

    def history(self) -> Sequence[Told]:
        """Return the receipts of whoever types; there are none of a game that is not stored."""
        return ()

    def follow(self) -> None:
        """Go over to the rules of the events that hold now."""
        found = self.rules.at(self.now)
        if found is not self.ruleset:
            self.ruleset, self.executor = found, Executor(found.catalogue)
            self.speak()

    def speak(self) -> None:
        """Speak of the rules at hand."""
        self.voice = Voice(self.ruleset, self.voice.locale, self.world.called)
        self.replier = Replier(self.voice, self.executor)

    def ended(self) -> list[tuple[str, int]]:
        """End the offers whose time has come, and return them: kind and number."""
        found = [(self.world.kind(number), number) for number in self.world.due(self.now)]
        for _, number in found:
            self.count += 1
            self.world.end(number, self._chance, self.moment, start(number, self.count))
        return found

    def situation(self, action: str, params: Mapping[str, str]) -> Situation | Refused:
        """Return how things stand when *action* is asked for, or what is wrong with its parameters."""
        self.follow()
        program = self.ruleset.programs[action]
        asked = {**params, **self.world.versions(program, params)}
        values = read_params(self.ruleset.catalogue, program, asked, self.state, self.world.known)
        if isinstance(values, Refused):
            return self._offering(values, program, params)
        return Situation(self.state, self.moment, values)

    def _offering(self, refused: Refused, program: Program, params: Mapping[str, str]) -> Refused:
        """Return a refusal for want of a record with those that may be given, if they may be named."""
        param = next((each for each in program.params if refused.message.startswith(missing(each))), None)
        if param is None or not (self._named(param) or param.type.name in {"offer", "player"}):
            return refused
        fitting = self.candidates(program.name, param.name, params)
        more = f" and {len(fitting) - OFFERED} more" if len(fitting) > OFFERED else ""
        shown = ", ".join(f"`{id_}`" for id_ in fitting[:OFFERED])
        give = f"give one of {shown}{more}" if fitting else f"no {param.type} fits now"
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
        program, held = self.ruleset.programs[action], self.state
        coordinate = start(self.me, self.count)
        outcome = self.world.play(program, situation.params, self._chance, situation.moment, coordinate)
        changes = self._changes(held)
        return Turn(action, situation, outcome, self.replier.reply(action, outcome, situation), changes)

    def _changes(self, before: State) -> list[tuple[str, str | None, int]]:
        assets = {slot.name for slot in self.ruleset.catalogue.slots if slot.asset}
        return [
            (change.slot, change.key, change.after - change.before)
            for change in differences(before, self.state)
            if change.slot in assets
        ]

    def candidates(self, action: str, name: str, given: Mapping[str, str]) -> list[str]:
        """Return the records, offers or players that may be given for a parameter now."""
        program = self.ruleset.programs[action]
        param = next((each for each in program.params if each.name == name), None)
        ids = self._possible(param) if param is not None else []
        return [id_ for id_ in ids if self._fits(action, name, {**given, name: id_})]

    def _possible(self, param: Param) -> list[str]:
        """Return all that might be given for a parameter that names something."""
        if param.type.name == "offer":
            return [str(number) for number in self.world.of_kind(param.type.kind)]
        if param.type.name == "player":
            return [*self.world.known.players]
        return [*self.ruleset.catalogue.kinds[param.type.kind].ids] if self._named(param) else []

    def _fits(self, action: str, name: str, params: Mapping[str, str]) -> bool:
        """Tell whether what the parameter itself asks for holds; the others stand for whatever is first."""
        program = self.ruleset.programs[action]
        filled = dict(params)
        for each in program.params:
            if each.name not in filled and each.default is None and not each.type.optional:
                kind = self.ruleset.catalogue.kinds.get(each.type.kind)
                others = iter(self._possible(each))
                least = str(max(0, int(max(each.type.lo, -1))))
                filled[each.name] = kind.ids[0] if kind else next(others, least)
        situation = self.situation(action, filled)
        if isinstance(situation, Refused):
            return True
        found = self.replier.gate.checks(action, situation)
        reasons = {f"params.{name}", GONE, NOT_YOURS}
        return isinstance(found, Refused) or all(each.holds for each in found if each.reason in reasons)
