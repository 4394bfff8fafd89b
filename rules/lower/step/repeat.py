"""`repeat` -> a Repeat, at most a hundred rounds."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Mapping
from rules.expression.node import ONE, ZERO
from rules.expression.type import BOOL, integer
from rules.lower.build import local, whole
from rules.lower.here import Here
from rules.lower.step.count import read_count
from rules.program.node import Let, Repeat, Steps

TIMES = integer(0, 100)


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `repeat`; `until` sees what the round bound."""
    count = read_count(here, step.entries["repeat"], TIMES)
    inner = here.block_inside(step.entries.get("do"))
    name = scalar_text(entry(step, "as"))
    before, first = _round(inner, name, count.most) if name else ((), ())
    body = (*first, *inner.block(entry(step, "do")))
    until = entry(step, "until")
    stop = inner.value(until, BOOL) if until is not None else None
    here.forget_written(body)
    return (*count.before, *before, Repeat(count.value, count.most, body, stop, place=step.place))


def _round(inner: Here, name: str, most: int) -> tuple[Steps, Steps]:
    """Return what begins to count the rounds, and what counts each, from 1."""
    counted = inner.fresh(name)
    inner.bind(name, integer(1, max(1, most)))
    number = local(counted, integer(0, most))
    return (Let(counted, ZERO),), (Let(counted, whole("+", number, ONE)), Let(name, number))
