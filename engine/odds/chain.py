"""One draw -> the Markov chain of what is left between draws: counters, and what else the question needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from engine.distribution.layout import HITS, ORIGIN
from engine.distribution.question import MOST_STATES, Answer, Distribution, Key, Mass, Question, TooWide
from engine.distribution.run import Prepared
from engine.distribution.slice import Slice
from engine.odds.saturate import saturations
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Steps
from rules.program.walk import Walker


@dataclass(frozen=True, slots=True)
class Draw:
    """The steps of one draw, and for whom: the cells of a player, the moment, the parameters by code."""

    catalogue: Catalogue
    steps: Steps
    cells: Sequence[Any]
    moment: Moment
    params: Mapping[str, Any] = field(default_factory=dict)


# From one state: to which state, with how many hits, with what probability.
Row = dict[tuple[int, int], Mass]


@dataclass(slots=True)
class Chain:
    """States between draws, the first being that of the player; a refused draw leaves the state before it.

    *slots* are the slots whose values make a state.
    """

    slots: tuple[str, ...]
    states: list[Key]
    exact: bool = True
    rows: list[Row] = field(default_factory=list)
    refused: list[dict[str, Mass]] = field(default_factory=list)


def build(draw: Draw, question: Question, most: int = MOST_STATES) -> Chain | TooWide:
    """Return the chain of repeated draws, on the slice that *question* needs."""
    asked = replace(question, slots=lasting(draw, question))
    prepared = Prepared(draw.catalogue, draw.steps, asked, draw.cells, draw.moment, draw.params)
    return _Search(prepared, saturations(Walker(draw.catalogue), draw.steps), most).run()


def lasting(draw: Draw, question: Question) -> frozenset[str]:
    """Return the slots that a draw reads and writes, on the slice: those that a chain has to remember."""
    walker, slots = Walker(draw.catalogue), question.slots
    while True:
        cut = Slice(walker, replace(question, slots=slots), draw.steps)
        before = cut.before(draw.steps, cut.last()) or cut.last()
        read = frozenset(name[1:] for name in before if name.startswith("#"))
        grown = slots | frozenset(name for name in read if draw.catalogue.slot(name).scope != "draw")
        if grown == slots:
            return slots
        slots = grown


class _Search:
    """Find states breadth first; all that are found in one round are run together."""

    def __init__(self, prepared: Prepared, alike: Mapping[str, int], most: int) -> None:
        self.prepared = prepared
        self.most = most
        self.names = tuple(name for name in prepared.left if name.startswith("#"))
        self.alike = {place: alike[name[1:]] for place, name in enumerate(self.names) if name[1:] in alike}
        start = tuple(
            dict(zip(prepared.names, prepared.start(), strict=True)).get(name) for name in self.names
        )
        self.start = self._least(
            [self._cell(name, value) for name, value in zip(self.names, start, strict=True)]
        )
        self.numbers = {self.start: 0}
        self.chain = Chain(
            tuple(name[1:] for name in self.names), [self.start], prepared.compiler.question.exact
        )
        places = {name: place for place, name in enumerate(prepared.left)}
        self.cells = [places[name] for name in self.names]
        self.begin = prepared.starter(self.names)
        self.origin, self.hits = places[ORIGIN], places.get(HITS)

    def run(self) -> Chain | TooWide:
        done = 0
        while done < len(self.chain.states):
            answer = self.prepared.run(self._begun(done))
            if isinstance(answer, TooWide):
                return answer
            done = len(self.chain.states)
            self._note(answer)
            if len(self.chain.states) > self.most:
                return self._too_wide()
        return self.chain

    def _cell(self, name: str, value: Any) -> Any:
        compiler = self.prepared.compiler
        return compiler.base[compiler.catalogue.slot(name[1:]).index] if value is None else value

    def _begun(self, done: int) -> Distribution:
        """Return the states that were found last, each with its number as origin."""
        begun = Distribution()
        for number in range(done, len(self.chain.states)):
            begun[self.begin(number, self.chain.states[number])] = self.prepared.one
            self.chain.rows.append({})
            self.chain.refused.append({})
        return begun

    def _note(self, answer: Answer) -> None:
        for (origin, reason), mass in answer.refused.items():
            self.chain.refused[origin][reason] = mass
            self._add(origin, origin, 0, mass)
        for key, mass in answer.states.items():
            hits = 0 if self.hits is None else key[self.hits]
            self._add(
                key[self.origin], self._number(self._least([key[place] for place in self.cells])), hits, mass
            )

    def _add(self, origin: int, number: int, hits: int, mass: Mass) -> None:
        row = self.chain.rows[origin]
        row[number, hits] = row.get((number, hits), 0) + mass

    def _least(self, state: list[Any]) -> Key:
        """Return the least of the states that are as good as this one."""
        for place, cap in self.alike.items():
            state[place] = min(state[place], cap)
        return tuple(state)

    def _number(self, state: Key) -> int:
        number = self.numbers.setdefault(state, len(self.numbers))
        if number == len(self.chain.states):
            self.chain.states.append(state)
        return number

    def _too_wide(self) -> TooWide:
        """Name the slot that has most values."""
        counts = [len({state[place] for state in self.chain.states}) for place in range(len(self.names))]
        return TooWide(self.chain.slots[counts.index(max(counts))], len(self.chain.states), self.most)
