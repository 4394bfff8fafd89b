"""Steps -> functions from distributions to distributions, on a slice; equal expressions are read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from engine.distribution.keyed import Keyed
from engine.distribution.layout import cell, layout, picker, project
from engine.distribution.question import (
    MOST_OUTCOMES,
    MOST_STATES,
    Answer,
    Distribution,
    Key,
    Question,
    TooWide,
    WidthError,
)
from engine.distribution.slice import Live, Slice
from rules.expression.node import Const, Domain, Node
from rules.expression.scalar import ScalarCode
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Step, Steps
from rules.program.walk import Walker

Read = Callable[[Key], Any]
Run = Callable[[Distribution, Answer], Distribution]
Make = Callable[["Compiler", Any, Live, Live], Run]


class Compiler:
    """Compile steps for one question, state and moment; *make* has a function for each primitive."""

    def __init__(
        self,
        catalogue: Catalogue,
        steps: Steps,
        question: Question,
        cells: list[Any],
        moment: Moment,
        make: dict[type[Step], Make],
    ) -> None:
        """Slice the steps; *cells* are the constants of what the slice does not vary."""
        self.catalogue = catalogue
        self.question = question
        self.walker = Walker(catalogue)
        self.slice = Slice(self.walker, question, steps)
        self.code = ScalarCode(catalogue)
        self.base = [Keyed(held) if isinstance(held, dict) else held for held in cells]
        self.cells = list(self.base)
        self.moment = replace(moment, players={**moment.players, moment.me: self.cells})
        self.make = make
        self.most_states = MOST_STATES
        self.most_outcomes = MOST_OUTCOMES

    def block(self, steps: Steps, start: Live, after: Live) -> Run:
        """Return what leads from states of *start* to states of *after*."""
        live, runs = after, list[Run]()
        for step in reversed(steps):
            found = self.slice.step(step, live)
            if found is not None:
                runs.insert(0, self._bounded(self.make[type(step)](self, step, found, live), live))
                live = found

        def run(states: Distribution, answer: Answer) -> Distribution:
            states = project(states, start, live)
            for each in runs:
                if not states:
                    break
                states = each(states, answer)
            return states

        return run

    def read(self, node: Node, live: Live) -> Read:
        """Return a function that reads *node* in a state of *live*."""
        if isinstance(node, Const):
            constant = node.value
            return lambda _: constant
        reads = self.walker.reads(node)
        names = tuple(sorted(reads.locals))
        function = self.code.function(node, names)
        return self.remember(lambda at: function(self.cells, self.moment, *at), live, names, reads.slots)

    def remember(
        self, value: Callable[[Key], Any], live: Live, names: tuple[str, ...], slots: frozenset[str]
    ) -> Read:
        """Return *value*, called with the locals *names*, once for all states equal in what it reads."""
        places = {name: place for place, name in enumerate(layout(live))}
        held = sorted(name for name in slots if cell(name) in places)
        pick = picker([places[name] for name in names] + [places[cell(name)] for name in held])
        indices = [self.catalogue.slot(name).index for name in held]
        count, known, cells = len(names), dict[Key, Any](), self.cells

        def read(key: Key) -> Any:
            at = pick(key)
            if at not in known:
                for index, family in zip(indices, at[count:], strict=True):
                    cells[index] = family
                known[at] = value(at[:count])
            return known[at]

        return read

    def pool(self, live: Live, domain: Domain, var: str, *nodes: Node | None) -> Read:
        """Return a function to the members of a domain: (member, value of each node), in canonical order.

        A node that is left out counts as 1.
        """
        own = self.walker.reads(*nodes).without(var) | self.walker.reads(domain)
        names = tuple(sorted(own.locals))
        outer = tuple(name for name in names if name != var)
        codes = [self.code.function(node, (*outer, var)) if node else None for node in nodes]
        node = self.code.function(domain.node, names) if domain.node else None
        inner = [names.index(name) for name in outer]

        def members(at: Key) -> tuple[tuple[Any, ...], ...]:
            cells, moment = self.cells, self.moment
            size = node(cells, moment, *at) if node else 0
            bound = [at[place] for place in inner]
            return tuple(
                (member, *(code(cells, moment, *bound, member) if code else 1 for code in codes))
                for member in self._over(domain, size)
            )

        return self.remember(members, live, names, own.slots)

    def _over(self, domain: Domain, size: int) -> Iterable[int]:
        if domain.form == "kind":
            return range(len(self.catalogue.kinds[domain.kind].ids))
        if domain.form == "upto":
            return range(1, size + 1)
        if domain.form == "field":
            return self.catalogue.kinds[domain.owner].lists[domain.field][size]
        held: set[Any] = {self.cells[self.catalogue.slot(name).index] for name in domain.slots}
        return sorted(held - {NONE})

    def _bounded(self, run: Run, live: Live) -> Run:
        def bounded(states: Distribution, answer: Answer) -> Distribution:
            found = run(states, answer)
            if len(found) > self.most_states:
                raise WidthError(TooWide(widest(found, live), len(found), self.most_states))
            return found

        return bounded


def widest(states: Distribution, live: Live) -> str:
    """Return the name of the variable that has most values."""
    names = layout(live)
    counts = [len({key[place] for key in states}) for place in range(len(names))]
    return names[counts.index(max(counts))].removeprefix("#")
