"""Let, Tally -> a local of the states."""

from __future__ import annotations

from engine.distribution.compile import Compiler, Run
from engine.distribution.keyed import EMPTY
from engine.distribution.layout import add, layout, mover
from engine.distribution.question import Answer, Distribution
from engine.distribution.slice import Live
from rules.program.node import Let, Tally


def let(compiler: Compiler, step: Let, before: Live, after: Live) -> Run:
    """Bind what is worked out."""
    read, move = compiler.read(step.value, before), mover((*layout(before), step.local), after)

    def run(states: Distribution, _: Answer) -> Distribution:
        found = Distribution()
        for key, mass in states.items():
            add(found, move((*key, read(key))), mass)
        return found

    return run


def tally(_: Compiler, step: Tally, before: Live, after: Live) -> Run:
    """Bind an empty tally."""
    move = mover((*layout(before), step.local), after)

    def run(states: Distribution, _: Answer) -> Distribution:
        found = Distribution()
        for key, mass in states.items():
            add(found, move((*key, EMPTY)), mass)
        return found

    return run
