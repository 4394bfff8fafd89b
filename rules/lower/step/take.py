"""`take` -> a Take, which refuses or (`at_most: true`) takes what is there."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Mapping
from rules.expression.type import AMOUNTS
from rules.lower.here import Here
from rules.lower.step.amounts import amount_rows
from rules.program.node import Steps, Take, Tally


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that take; what was missing is counted under `as`."""
    rows = amount_rows(here, step.entries["take"], "ceil")
    partly = scalar_text(entry(step, "at_most")) == "true"
    name = scalar_text(entry(step, "as"))
    if not partly or not name:
        return (Take(rows, partly=partly, why=here.why, place=step.place),)
    here.bind(name, AMOUNTS)
    return (Tally(name), Take(rows, partly=True, missing=name, why=here.why, place=step.place))
