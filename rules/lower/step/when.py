"""`when` -> an If."""

from __future__ import annotations

from rules.document import Mapping
from rules.expression.type import BOOL
from rules.lower.here import Here
from rules.program.node import If, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `when`; each branch knows whether the condition held."""
    test = here.value(step.entries["when"], BOOL)
    then, other = here.branches(step, test)
    return (If(test, then, other, place=step.place),)
