"""If, Switch, Require -> the states that go each way."""

from __future__ import annotations

from collections.abc import Sequence

from engine.distribution.compile import Compiler, Read, Run
from engine.distribution.layout import ORIGIN, layout, merge, project
from engine.distribution.question import Answer, Distribution
from engine.distribution.slice import Live
from rules.program.node import If, Require, Switch


def if_(compiler: Compiler, step: If, before: Live, after: Live) -> Run:
    """Split by a truth."""
    test = compiler.read(step.test, before)
    cases = [compiler.block(steps, before, after) for steps in (step.then, step.other)]
    return _split(lambda key: 0 if test(key) else 1, cases, before, after)


def switch(compiler: Compiler, step: Switch, before: Live, after: Live) -> Run:
    """Split by a number; equal cases are run as one."""
    distinct = list(dict.fromkeys(step.cases))
    place = {case: number for number, case in enumerate(distinct)}
    numbers = [place[case] for case in step.cases]
    cases = [compiler.block(steps, before, after) for steps in distinct]
    index = compiler.read(step.index, before)
    inside = range(len(numbers))
    return _split(lambda key: numbers[index(key)] if index(key) in inside else -1, cases, before, after)


def _split(which: Read, cases: Sequence[Run], before: Live, after: Live) -> Run:
    def run(states: Distribution, answer: Answer) -> Distribution:
        parts: dict[int, Distribution] = {}
        for key, mass in states.items():
            parts.setdefault(which(key), {})[key] = mass
        past = project(parts.pop(-1, {}), before, after)
        return merge([past, *(cases[number](part, answer) for number, part in sorted(parts.items()))])

    return run


def require(compiler: Compiler, step: Require, before: Live, after: Live) -> Run:
    """Refuse the states in which a row does not hold."""
    rows = [(compiler.read(row.test, before), row) for row in step.rows]
    origin = layout(before).index(ORIGIN)

    def run(states: Distribution, answer: Answer) -> Distribution:
        left = Distribution()
        for key, mass in states.items():
            reason = next((row.reason for test, row in rows if not test(key)), None)
            if reason is None:
                left[key] = mass
            else:
                answer.refuse(key[origin], reason, mass)
        return project(left, before, after)

    return run
