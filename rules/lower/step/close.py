"""`close` -> a Close: the offer is over, what is left in it returns."""

from __future__ import annotations

from rules.document import Mapping
from rules.lower.here import Here
from rules.program.node import Close, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that end an offer."""
    close = Close(here.offer(step.entries["close"]), why=here.why, place=step.place)
    here.forget_moved(close)
    return (close,)
