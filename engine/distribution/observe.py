"""Emit, and what is given and paid let one see: hits counted in the states, expected numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from engine.distribution.compile import Compiler, Run
from engine.distribution.layout import HITS
from engine.distribution.question import Answer, Distribution, Gain, Key, Loss, Mark
from engine.distribution.slate import Change, Family, Slate, Work
from engine.distribution.slice import Live
from rules.program.node import Emit


class Amount(Protocol):
    """A row of assets whose expressions can be read."""

    def read(self, key: Key) -> tuple[Family, int, int]:
        """Return the slot, the amount and the record's code (-1 for none)."""


def emit(compiler: Compiler, step: Emit, before: Live, after: Live) -> Run:
    """Count a mark."""
    slate = Slate(compiler, before, after)
    watch = compiler.question.watch
    hit = watch is not None and watch.marked(step.name)
    run = slate.run(_counted(slate, compiler.question.most)) if hit else _same

    def marked(states: Distribution, answer: Answer) -> Distribution:
        for key, mass in states.items():
            answer.expect(key[slate.origin], Mark(step.name), mass)
        return run(states, answer)

    return marked if compiler.question.rates else run


def _counted(slate: Slate, most: int) -> Change:
    hits = slate.places[HITS]

    def change(_: Key, work: Work) -> str | None:
        work[hits] = min(most, work[hits] + 1)
        return None

    return change


def _same(states: Distribution, _: Answer) -> Distribution:
    return states


def counting(compiler: Compiler, slate: Slate, rows: Sequence[Amount], change: Change) -> Change:
    """Return a change that also counts the assets that are watched."""
    watch, most = compiler.question.watch, compiler.question.most
    if watch is None or not watch.assets:
        return change
    assets, hits = watch.assets, slate.places[HITS]

    def counted(key: Key, work: Work) -> str | None:
        for family, amount, code in (row.read(key) for row in rows):
            if (family.slot.name, code) in assets:
                work[hits] = min(most, work[hits] + amount)
        return change(key, work)

    return counted


def seeing(
    compiler: Compiler,
    slate: Slate,
    rows: Sequence[Amount],
    run: Run,
    sort: Callable[[str, int], Gain | Loss],
) -> Run:
    """Return a run that also adds up the expected amounts, if they are asked for."""
    if not compiler.question.rates or not rows:
        return run

    def seen(states: Distribution, answer: Answer) -> Distribution:
        for key, mass in states.items():
            for family, amount, code in (row.read(key) for row in rows):
                if amount:
                    answer.expect(key[slate.origin], sort(family.slot.name, code), mass * amount)
        return run(states, answer)

    return seen
