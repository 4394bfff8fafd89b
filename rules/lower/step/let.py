"""`let` -> a Let: a name for what was worked out here, once."""

from __future__ import annotations

from rules.document import Mapping
from rules.expression.facts import WHOLE
from rules.expression.node import Function, Local, walk
from rules.expression.node import Node as Expression
from rules.lower.build import compare, local
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
        _compared(here, local(name, value.type), value)
    return tuple(steps)


def _compared(here: Here, name: Local, value: Expression) -> None:
    """Note that the least of values is above none of them, the greatest below none."""
    if isinstance(value, Function) and value.name in {"min", "max"} and value.type.name in WHOLE:
        for arg in value.args:
            unbound = not any(isinstance(part, Local) and part.name == name.name for part in walk(arg))
            if unbound and arg.type.name in WHOLE:
                here.assume(compare(name, "<=" if value.name == "min" else ">=", arg))
