"""How often something is done (`3`, `1..3`, an expression) -> a whole number with a bound."""

from __future__ import annotations

from dataclasses import dataclass

from rules.define.form import scalar_text
from rules.define.literal import bounds
from rules.document import Node
from rules.expression.node import Local, const
from rules.expression.node import Node as Expression
from rules.expression.type import Type, integer
from rules.lower.here import Here
from rules.program.node import Steps, Uniform
from rules.site import Site


@dataclass(frozen=True, slots=True)
class Count:
    """A number of times, the most it can be, and the roll it needs."""

    value: Expression
    most: int
    before: Steps = ()


def read_count(here: Here, written: Node | None, wanted: Type) -> Count:
    """Return how often something is done."""
    ends = bounds(scalar_text(written))
    if ends is None or written is None:
        value = here.value(written, wanted)
        return Count(value, int(min(value.type.hi, wanted.hi)))
    lo, hi = ends
    if lo > hi or lo < 0 or hi > wanted.hi:
        here.bad_range(written)
        return Count(const(0), 1)
    rolled = Local(integer(lo, hi), here.fresh("times"))
    inner = here.inside("times")
    roll = Uniform(Site(inner.site, inner.label), rolled.name, const(lo), const(hi), place=written.place)
    return Count(rolled, hi, (roll,))
