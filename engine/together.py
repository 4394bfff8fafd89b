"""Players and offers in memory -> one command played: each sees the others, and what changed is put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.chance import Chance
from engine.offer import Offers, closing
from engine.outcome import Accepted, Outcome, Refused
from engine.player.run import Executor
from engine.request import Known
from engine.state import Cells, State
from rules.program.moment import Moment
from rules.program.node import Program
from rules.program.opened import opened
from rules.ruleset import Ruleset

ME = 1  # the number of the player who is there first
_SHARED = frozenset({"guild", "channel", "world"})
_CLOCK = ""  # what the clock's player is called: no name that is typed is empty


@dataclass(slots=True)
class World:
    """All objects of one world with one guild and one channel, by number; players also by name.

    Offers are in the order in which they were opened. What belongs to the guild, the channel or the world is
    everybody's: whoever changed it last has it, and the others are given it before they act.
    """

    ruleset: Ruleset
    executor: Executor
    players: dict[int, State] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    offers: dict[int, State] = field(default_factory=dict)
    reserved: int = 0  # no new object has this number or a lower one
    kinds: Offers = field(init=False)
    _shared: list[int] = field(init=False)
    _executors: dict[tuple[str, ...], Executor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find what the catalogue says of offers and places."""
        catalogue = self.ruleset.catalogue
        self.kinds = Offers(catalogue)
        self._shared = [slot.index for slot in catalogue.slots if slot.scope in _SHARED]

    def join(self, name: str, moment: Moment, given: Mapping[str, Any] | None = None) -> int:
        """Seat a player who is new, with what is *given* besides; return his number."""
        number = self.names[name] = self._free()
        state = State.new(self.ruleset.catalogue, replace(moment, me=number))
        if self.players:
            state = self._sharing(state, next(iter(self.players.values())))
        self.players[number] = state
        self.put(number, state.with_(given or {}))
        return number

    def put(self, number: int, state: State) -> None:
        """Let a player have *state*; what all share is then everybody's."""
        self.players[number] = state
        if self._shared:
            for other, held in self.players.items():
                if other != number:
                    self.players[other] = self._sharing(held, state)

    def called(self, number: int) -> str:
        """Return the name of a player, or nothing where nobody has the number."""
        return next((name for name, each in self.names.items() if each == number), "")

    @property
    def known(self) -> Known:
        """Return whom and what a request may name."""
        names = {name: number for name, number in self.names.items() if name != _CLOCK}
        return Known(names, {number: self.kind(number) for number in self.offers})

    def kind(self, number: int) -> str:
        """Return of what kind an offer is."""
        return self.kinds.of(self.offers[number].cells).kind

    def of_kind(self, kind: str) -> list[int]:
        """Return the offers of a kind, in the order in which they were opened."""
        return [number for number in self.offers if self.kind(number) == kind]

    def versions(self, program: Program, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return for each parameter that is left out and asks what version was shown the one there is."""
        found = {}
        for param in program.params:
            shown = self._number(params.get(param.type.kind))
            if param.type.name == "int" and param.name not in params and shown in self.offers:
                cells = self.offers[shown].cells
                found[param.name] = cells[self.kinds.of(cells).version]
        return found

    def moment(self, moment: Moment, program: Program | None = None) -> Moment:
        """Return the moment of a command, in which all others are seen."""
        opens = opened(program.steps) if program is not None else 0
        first = self._free()
        return replace(
            moment,
            players={number: state.cells for number, state in self.players.items()},
            offers={number: state.cells for number, state in self.offers.items()},
            fresh=tuple(range(first, first + opens)),
        )

    def play(
        self,
        program: Program,
        params: Mapping[str, Any],
        chance: Chance,
        moment: Moment,
        coordinate: int = 0,
    ) -> Outcome:
        """Play one command of the player whose moment it is, and put back what changed.

        While events hold, the program of the same name is played that they make of it.
        """
        program, executor = self._meanwhile(program, moment.now)
        outcome = executor.play(
            program,
            self.players[moment.me],
            params,
            chance,
            self.moment(moment, program),
            coordinate,
        )
        if isinstance(outcome, Accepted):
            before: dict[int, Cells] = {number: state.cells for number, state in self.offers.items()}
            self.offers |= self.kinds.raised(before, outcome.offers)
            self.players |= outcome.others
        self.put(moment.me, outcome.state)
        return outcome

    def _meanwhile(self, program: Program, now: int) -> tuple[Program, Executor]:
        rules = self.ruleset.at(now)
        if rules is self.ruleset:
            return program, self.executor
        ends = {each.name: each for each in rules.endings.values()}
        if rules.held not in self._executors:
            self._executors[rules.held] = Executor(rules.catalogue)
        found = rules.programs.get(program.name) or ends.get(program.name) or program
        return found, self._executors[rules.held]

    def due(self, now: int) -> Iterator[int]:
        """Yield the offers that have ended and are not over, the first to end first."""
        ends = {number: self.ends(number) for number in self.offers}
        due = sorted((end, number) for number, end in ends.items() if end is not None and end <= now)
        yield from (number for _, number in due)

    def end(self, number: int, chance: Chance, moment: Moment, coordinate: int = 0) -> Outcome:
        """End an offer as the clock does; where what its kind does then is refused, it is only closed."""
        if _CLOCK not in self.names:
            self.join(_CLOCK, moment)
        kind, at = self.kind(number), replace(moment, me=self.names[_CLOCK])
        outcome = self.play(self.ruleset.endings[kind], {kind: number}, chance, at, coordinate)
        if isinstance(outcome, Refused):
            self.play(closing(kind), {kind: number}, chance, at, coordinate)
        return outcome

    def ends(self, number: int) -> int | None:
        """Return when an offer ends that is not over, None where it never does."""
        cells = self.offers[number].cells
        shape = self.kinds.of(cells)
        default = self.ruleset.catalogue.slots[shape.ends].default
        return None if cells[shape.over] or cells[shape.ends] == default else int(cells[shape.ends])

    def _number(self, written: Any) -> int:
        """Return the number of an offer as a parameter names it, 0 where it is none."""
        word = str(written).rpartition(" ")[2]
        return int(word) if word.isdecimal() else 0

    def _free(self) -> int:
        return max((*self.players, *self.offers, self.reserved)) + 1

    def _sharing(self, state: State, other: State) -> State:
        """Return *state* with what all share as *other* has it."""
        cells = list(state.cells)
        for index in self._shared:
            cells[index] = other.cells[index]
        return State(state.catalogue, cells)
