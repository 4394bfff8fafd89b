"""Choose, Uniform, Select -> one state for each outcome, with its chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from engine.distribution.compile import Compiler, Read, Run
from engine.distribution.layout import ORIGIN, add, layout, mover
from engine.distribution.question import Answer, Distribution, Key, Mass, TooWide, WidthError
from engine.distribution.slice import Live
from rules.expression.type import NONE
from rules.program.node import Choose, Select, Uniform

# Outcomes with their chances; none at all where the content is at fault.
Shares = tuple[tuple[int, Mass], ...]


def choose(compiler: Compiler, step: Choose, before: Live, after: Live) -> Run:
    """Fork by weights."""
    weights = step.weights
    reads = [compiler.read(node, before) for node in weights.nodes]
    index = compiler.read(weights.index, before) if weights.index is not None else None

    def row(key: Key) -> tuple[int, ...]:
        if reads:
            return tuple(read(key) for read in reads)
        return weights.rows[index(key) if index else 0]

    return _fork(step.local, _once(compiler, row, shares), before, after)


def uniform(compiler: Compiler, step: Uniform, before: Live, after: Live) -> Run:
    """Fork into every whole number of the range."""
    lo, hi = compiler.read(step.lo, before), compiler.read(step.hi, before)

    def ends(key: Key) -> tuple[int, int]:
        first, last = lo(key), hi(key)
        _bounded(compiler, step.local, last - first + 1)
        return first, last

    return _fork(
        step.local, _once(compiler, ends, lambda pair: alike(range(pair[0], pair[1] + 1))), before, after
    )


def select(compiler: Compiler, step: Select, before: Live, after: Live) -> Run:
    """Fork into the records of the pool; `NONE` where it is empty."""
    pool = compiler.pool(before, step.domain, step.var, step.where, step.weigh)

    def members(key: Key) -> tuple[tuple[int, int], ...]:
        found = tuple((member, weight) for member, holds, weight in pool(key) if holds)
        _bounded(compiler, step.local, len(found))
        return found

    def shared(found: tuple[tuple[int, int], ...]) -> Shares:
        places = shares([weight for _, weight in found])
        return tuple((found[place][0], share) for place, share in places) or ((NONE, Fraction(1)),)

    return _fork(step.local, _once(compiler, members, shared), before, after)


def shares(weights: Sequence[int]) -> Shares:
    """Return the chances of the places whose weight is above 0; none if a weight is below 0 or all are 0."""
    total = sum(weights)
    if any(weight < 0 for weight in weights):
        return ()
    return tuple((place, Fraction(weight, total)) for place, weight in enumerate(weights) if weight)


def alike(values: Sequence[int]) -> Shares:
    """Return equal chances."""
    return tuple((value, Fraction(1, len(values))) for value in values)


def _once(compiler: Compiler, read: Read, share: Callable[[Any], Shares]) -> Callable[[Key], Shares]:
    known: dict[Any, Shares] = {}
    number = Fraction if compiler.question.exact else float

    def shared(key: Key) -> Shares:
        at = read(key)
        if at not in known:
            known[at] = tuple((value, number(chance)) for value, chance in share(at))
        return known[at]

    return shared


def _bounded(compiler: Compiler, local: str, outcomes: int) -> None:
    if outcomes > compiler.most_outcomes:
        raise WidthError(TooWide(local, outcomes, compiler.most_outcomes, "outcomes"))


def _fork(local: str, share: Callable[[Key], Shares], before: Live, after: Live) -> Run:
    names = layout(before)
    move, origin = mover((*names, local), after), names.index(ORIGIN)

    def run(states: Distribution, answer: Answer) -> Distribution:
        found = Distribution()
        for key, mass in states.items():
            outcomes = share(key)
            for value, chance in outcomes:
                add(found, move((*key, value)), mass if chance == 1 else mass * chance)
            if not outcomes:
                answer.refuse(key[origin], "fault", mass)
        return found

    return run
