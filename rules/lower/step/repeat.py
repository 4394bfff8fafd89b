"""`repeat` -> a Repeat, at most a hundred rounds."""

from __future__ import annotations

from rules.define.form import entry
from rules.document import Mapping
from rules.expression.type import BOOL, integer
from rules.lower.here import Here
from rules.lower.step.count import read_count
from rules.program.node import Repeat, Steps

TIMES = integer(0, 100)


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `repeat`; `until` sees what the round bound."""
    count = read_count(here, step.entries["repeat"], TIMES)
    inner = here.block_inside(step.entries.get("do"))
    body = inner.block(entry(step, "do"))
    until = entry(step, "until")
    stop = inner.value(until, BOOL) if until is not None else None
    here.forget_written(body)
    return (*count.before, Repeat(count.value, count.most, body, stop, place=step.place))
