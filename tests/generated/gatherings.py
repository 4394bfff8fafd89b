"""A ruleset -> commands of players who act together, with offers that were opened before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from engine.chance import CounterChance
from engine.outcome import Accepted, Outcome
from engine.player.run import Executor
from engine.state import State
from engine.together import ME, World
from rules.expression.type import DAY, MINUTE
from rules.program.moment import Moment
from rules.program.node import Open, Program
from rules.program.walk import every
from rules.ruleset import Ruleset
from tests.generated.visitors import moment, params, visitor

PLAYERS = 3
PLACE = 7  # the number of the guild, and of the channel
WAITS = (0, 0, 0, 0, 0, MINUTE // 2, 20 * MINUTE, 8 * DAY)
TRIES = 20


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for, by whom, when, and what came of it."""

    state: State
    moment: Moment
    params: dict[str, Any]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Company:
    """A game, what plays it, and the programs that open each kind of offer where there is none."""

    ruleset: Ruleset
    executor: Executor
    openers: dict[str, list[Program]]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Company:
        """Prepare a game."""
        openers: dict[str, list[Program]] = {}
        for program in ruleset.programs.values():
            for kind in () if needed(program) else opened(program):
                openers.setdefault(kind, []).append(program)
        return cls(ruleset, Executor(ruleset.catalogue), openers)


@dataclass(slots=True)
class _Gathering:
    """Some players in a world, who do what chance says."""

    game: Company
    world: World
    at: Moment
    chance: Random

    def command(self, program: Program) -> Iterator[Command]:
        """Let one after the other ask for *program* until somebody may; nobody, where no offer is there."""
        everybody = list(self.world.players)
        for number in self.chance.sample(everybody, len(everybody)):
            me = replace(self.at, me=number)
            asked = self._asked(program, number)
            if asked is None:
                return
            state, seen = self.world.players[number], self.world.moment(me)
            outcome = self.world.play(program, asked, CounterChance(self.chance.getrandbits(32)), me)
            yield Command(state, seen, asked, outcome)
            if isinstance(outcome, Accepted):
                return

    def act(self, programs: Sequence[Program]) -> bool:
        """Let somebody do one of several things; tell whether somebody did."""
        outcomes = [each.outcome for each in self.command(self.chance.choice(programs))]
        return bool(outcomes) and isinstance(outcomes[-1], Accepted)

    def open(self, kind: str) -> None:
        """Let somebody open an offer of a kind."""
        programs = self.game.openers[kind]
        any(self.act(programs) for _ in range(TRIES))

    def later(self, wait: int) -> None:
        """Let time pass."""
        now = self.at.now + wait
        self.at = replace(self.at, now=now, today=self.world.ruleset.catalogue.calendar.day_of(now))

    def _asked(self, program: Program, me: int) -> dict[str, Any] | None:
        """Return something to ask with: the offers there are, and mostly something of what lies in them."""
        catalogue, world = self.world.ruleset.catalogue, self.world
        offers = {kind: world.of_kind(kind) for kind in needed(program)}
        if not all(offers.values()):
            return None
        others = [number for number in world.players if number != me]
        found = params(catalogue, self.chance, program, world.players[me], others)
        for param in program.params:
            if param.type.name == "offer":
                found[param.name] = offers[param.type.kind][-1]
            elif param.type.name == "record" and self.chance.random() < 0.7:
                lies = [each for kind in offers for each in self._lying(offers[kind][-1], param.type.kind)]
                found[param.name] = self.chance.choice(lies or [found[param.name]])
        if not offers or self.chance.random() < 0.1:  # as who was shown another version
            return found
        shown = {param.name: found[param.name] for param in program.params if param.type.name == "offer"}
        return found | world.versions(program, shown)

    def _lying(self, number: int, kind: str) -> Iterator[int]:
        """Yield what of a kind lies in an offer."""
        cells, slots = self.world.offers[number].cells, self.world.ruleset.catalogue.slots
        for part in self.world.kinds.of(cells).parts(cells):
            if slots[part.slot].kind == kind:
                yield part.code


def opened(program: Program) -> set[str]:
    """Return the kinds of offers that a program opens."""
    return {step.kind for step in every(program.steps) if isinstance(step, Open)}


def needed(program: Program) -> set[str]:
    """Return the kinds of offers that a program is asked with."""
    return {param.type.kind for param in program.params if param.type.name == "offer"}


def commands(game: Company, action: str, seed: int, times: int) -> Iterator[Command]:
    """Yield commands with an action, each in a world of its own in which others have acted."""
    program, chance = game.ruleset.programs[action], Random(f"{action}:{seed}")
    for _ in range(times):
        gathering = _gather(game, sorted(needed(program)), chance)
        gathering.later(chance.choice(WAITS))
        yield from gathering.command(program)


def ends(game: Company, kind: str, seed: int, times: int) -> Iterator[Outcome]:
    """Yield what becomes of offers of a kind at their end, after others have acted."""
    chance, program = Random(f"{kind}:{seed}"), game.ruleset.endings[kind]
    for _ in range(times):
        gathering = _gather(game, [kind], chance)
        for number in gathering.world.of_kind(kind):
            end = gathering.world.ends(number)
            if end is not None:
                gathering.later(end - gathering.at.now)
                me = replace(gathering.at, me=ME)
                yield gathering.world.play(program, {kind: number}, CounterChance(seed), me)


def _gather(game: Company, kinds: Sequence[str], chance: Random) -> _Gathering:
    """Seat players who have opened what is asked for, and perhaps acted on it."""
    programs, gathering = game.ruleset.programs.values(), _opened(game, kinds, chance)
    for _ in range(2):
        if not all(gathering.world.of_kind(kind) for kind in kinds):
            gathering = _opened(game, kinds, chance)
    near = [each for each in programs if needed(each) & set(kinds)]
    for _ in range(chance.choice((0, 0, 0, 0, 1, 2)) if near else 0):
        gathering.act(near)
    return gathering


def _opened(game: Company, kinds: Sequence[str], chance: Random) -> _Gathering:
    """Seat players, who try to open what is asked for."""
    gathering = _seated(game, chance)
    for kind in kinds:
        gathering.open(kind)
    return gathering


def _seated(game: Company, chance: Random) -> _Gathering:
    """Seat players, each with a past of his own, but with no limit that is used up."""
    catalogue = game.ruleset.catalogue
    at = replace(moment(catalogue, chance, 0), guild=PLACE, channel=PLACE)
    world = World(game.ruleset, game.executor)
    for each in "abc"[:PLAYERS]:
        number = world.join(each, at)
        state = visitor(catalogue, chance, replace(at, me=number), wealthy=0.8)
        fresh = world.players[number].cells
        cells = [
            new if slot.name.startswith("limit.") else old
            for slot, new, old in zip(catalogue.slots, fresh, state.cells, strict=True)
        ]
        world.put(number, State(catalogue, cells))
    return _Gathering(game, world, at, chance)
