"""`give` -> a Give: amounts, to the player or to another."""

from __future__ import annotations

from rules.define.form import entry
from rules.document import Mapping
from rules.lower.here import Here
from rules.lower.step.amounts import give_rows, only_held
from rules.program.node import Give, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that give."""
    before, rows = give_rows(
        here.inside(here.roll_name("give") if _ranged(step) else "give"), step.entries["give"]
    )
    to = here.receiver(entry(step, "to"))
    if to is not None and to.type.name == "offer":
        only_held(here, rows, step.entries["give"])
    give = Give(rows, to=to, why=here.why, place=step.place)
    here.forget_moved(give)
    return (*before, give)


def _ranged(step: Mapping) -> bool:
    given = step.entries["give"]
    return isinstance(given, Mapping) and any(
        ".." in getattr(value, "text", "") for value in given.entries.values()
    )
