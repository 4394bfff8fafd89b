"""Repeat, Each -> rounds over the states that have rounds left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.distribution.compile import Compiler, Read, Run
from engine.distribution.layout import layout, merge, mover, project
from engine.distribution.question import Answer, Distribution
from engine.distribution.slice import Live, head
from rules.program.node import Each, Repeat


def repeat(compiler: Compiler, step: Repeat, before: Live, after: Live) -> Run:
    """Run rounds; states that are through wait for the others."""
    live = head(compiler.slice, step, after) or after
    body = compiler.block(step.body, live, live)
    until = compiler.read(step.until, live) if step.until is not None else lambda _: False
    times = compiler.read(step.times, before)

    def run(states: Distribution, answer: Answer) -> Distribution:
        through: list[Distribution] = []
        for number, part in grouped(states, times).items():
            left = project(part, before, live)
            for _ in range(min(number, step.most)):
                left = body(left, answer)
                through.append({key: mass for key, mass in left.items() if until(key)})
                left = {key: mass for key, mass in left.items() if not until(key)}
            through.append(left)
        return merge(project(part, live, after) for part in through)

    return run


def each(compiler: Compiler, step: Each, before: Live, after: Live) -> Run:
    """Run a round for each member that satisfied the condition before the first."""
    live = head(compiler.slice, step, after) or after
    pool = compiler.pool(before, step.domain, step.local, step.where)
    rounds = member_rounds(compiler, step, live)

    def members(key: Any) -> tuple[int, ...]:
        return tuple(member for member, holds in pool(key) if holds)

    def run(states: Distribution, answer: Answer) -> Distribution:
        parts = []
        for found, part in grouped(states, members).items():
            parts.append(project(rounds(project(part, before, live), found, answer), live, after))
        return merge(parts)

    return run


def member_rounds(compiler: Compiler, step: Each, live: Live) -> Any:
    """Return what runs the body of a loop for some members, one after the other."""
    inner = live | {step.local}
    body = compiler.block(step.body, inner, live)
    move = mover((*layout(live), step.local), inner)

    def run(states: Distribution, members: Iterable[int], answer: Answer) -> Distribution:
        for member in members:
            states = body({move((*key, member)): mass for key, mass in states.items()}, answer)
        return states

    return run


def grouped(states: Distribution, by: Read) -> dict[Any, Distribution]:
    """Return the states by what *by* reads in them."""
    groups: dict[Any, Distribution] = {}
    for key, mass in states.items():
        groups.setdefault(by(key), {})[key] = mass
    return groups
