"""`give` -> a Give: amounts, to the player or to another."""

from __future__ import annotations

from rules.define.form import entry
from rules.document import Mapping
from rules.lower.here import Here
from rules.lower.step.amounts import give_rows
from rules.program.node import Give, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that give."""
    before, rows = give_rows(
        here.inside(here.roll_name("give") if _ranged(step) else "give"), step.entries["give"]
    )
    return (*before, Give(rows, to=here.player(entry(step, "to")), why=here.why, place=step.place))


def _ranged(step: Mapping) -> bool:
    given = step.entries["give"]
    return isinstance(given, Mapping) and any(
        ".." in getattr(value, "text", "") for value in given.entries.values()
    )
