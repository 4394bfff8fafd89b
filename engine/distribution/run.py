"""Steps, a question and a state -> what the steps may lead to, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from engine.distribution import amounts, assign, bind, branch, loop, observe, roll, sweep
from engine.distribution.compile import Compiler, Make
from engine.distribution.keyed import EMPTY
from engine.distribution.layout import HITS, ORIGIN, WRITTEN, layout
from engine.distribution.question import Answer, Distribution, Key, Mass, Question, TooWide, WidthError
from rules.expression.type import NONE
from rules.program import node
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Give, Step, Steps, Take, Tally
from rules.program.walk import every

MAKE: dict[type[Step], Make] = {
    node.Let: bind.let,
    node.Tally: bind.tally,
    node.Assign: assign.assign,
    node.Give: amounts.give,
    node.Take: amounts.take,
    node.Choose: roll.choose,
    node.Uniform: roll.uniform,
    node.Select: roll.select,
    node.If: branch.if_,
    node.Switch: branch.switch,
    node.Require: branch.require,
    node.Repeat: loop.repeat,
    node.Each: loop.each,
    node.Sweep: sweep.sweep,
    node.Emit: observe.emit,
}


class Prepared:
    """Steps compiled for one question, moment and state; the state gives what the slice does not vary."""

    def __init__(
        self,
        catalogue: Catalogue,
        steps: Steps,
        question: Question,
        cells: Sequence[Any],
        moment: Moment,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        """Slice and compile; *params* are the locals that are there before the steps."""
        self.compiler = Compiler(catalogue, steps, question, list(cells), moment, MAKE)
        self.after = self.compiler.slice.last()
        self.before = self.compiler.slice.before(steps, self.after) or self.after
        self.names, self.left = layout(self.before), layout(self.after)
        self.one: Mass = Fraction(1) if question.exact else 1.0
        self._run = self.compiler.block(steps, self.before, self.after)
        self._begin = {**_tallies(steps), **(params or {}), HITS: 0, WRITTEN: frozenset()}

    def start(self, origin: int = 0, cells: Mapping[str, Any] | None = None) -> Key:
        """Return the state to begin with; *cells* replace those of the variables named (`#coins`)."""
        values = {**self._begin, **(cells or {}), ORIGIN: origin}
        return tuple(values[name] if name in values else self._given(name) for name in self.names)

    def starter(self, names: Sequence[str]) -> Callable[[int, Sequence[Any]], Key]:
        """Return a quick `start` for many states that differ in their origin and in *names*."""
        blank, origin = list(self.start()), self.names.index(ORIGIN)
        places = [(self.names.index(name), at) for at, name in enumerate(names) if name in self.names]

        def start(number: int, values: Sequence[Any]) -> Key:
            made = blank.copy()
            for place, at in places:
                made[place] = values[at]
            made[origin] = number
            return tuple(made)

        return start

    def run(self, states: Distribution | None = None) -> Answer | TooWide:
        """Return what the steps lead to from *states*, or from the state prepared for alone."""
        answer = Answer(self.left)
        try:
            answer.states = self._run(states or {self.start(): self.one}, answer)
        except WidthError as error:
            return error.wide
        return answer

    def _given(self, name: str) -> Any:
        if name.startswith("#"):
            return self.compiler.base[self.compiler.catalogue.slot(name[1:]).index]
        return NONE


def _tallies(steps: Steps) -> dict[str, Any]:
    """Return the tallies that a step may count in, empty."""
    found: dict[str, Any] = {}
    for step in every(steps):
        match step:
            case Tally(local=name) | Give(tally=name) | Take(missing=name) if name:
                found[name] = EMPTY
    return found


def distribution(
    catalogue: Catalogue,
    steps: Steps,
    question: Question,
    cells: Sequence[Any],
    moment: Moment,
    params: Mapping[str, Any] | None = None,
) -> Answer | TooWide:
    """Return what *steps* lead to from one state."""
    return Prepared(catalogue, steps, question, cells, moment, params).run()
