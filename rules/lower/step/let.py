"""`let` -> a Let: a name for what was worked out here, once."""

from __future__ import annotations

from rules.document import Mapping
from rules.lower.here import Here
from rules.lower.order import in_order
from rules.program.node import Let, Step, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `let`."""
    written = step.entries["let"]
    return bind_all(here, written) if isinstance(written, Mapping) else ()


def bind_all(here: Here, written: Mapping) -> Steps:
    """Bind each name, to what is read before: a name after those that it names."""
    steps: list[Step] = []
    for name, node in in_order(written):
        value = here.value(node, None)
        steps.append(Let(name, value, place=node.place))
        here.bind(name, value.type)
    return tuple(steps)
