"""`put` -> a Move of what the player holds into an offer."""

from __future__ import annotations

from rules.define.form import entry
from rules.document import Mapping
from rules.lower.here import Here
from rules.lower.step.amounts import amount_rows, only_held
from rules.program.node import Move, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that put something into an offer."""
    rows = amount_rows(here, step.entries["put"], "ceil")
    only_held(here, rows, step.entries["put"])
    into = here.offer(entry(step, "into"))
    move = Move(rows, target=into, why=here.why, place=step.place)
    here.forget_moved(move)
    return (move,)
