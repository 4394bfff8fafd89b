"""Steps in which something happens by chance -> the same steps, which mark whether it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.expression.node import ZERO, Compare, Local
from rules.expression.type import BOOL, integer
from rules.program.node import Choose, Each, Emit, If, Repeat, Select, Step, Steps, Sweep, Switch, Uniform
from rules.program.walk import every

_OUTCOMES = ("true", "false")  # how those of a chance are called where it is rolled
_UNNAMED = "chance"


def rolls(steps: Iterable[Step]) -> bool:
    """Tell whether anything is left to luck."""
    return any(isinstance(step, Choose | Uniform | Select) for step in every(steps))


def marked(steps: Steps) -> Steps:
    """Return steps that mark each chance by its name, as a table marks its entries."""
    return tuple(each for step in steps for each in _of(step))


def _of(step: Step) -> Steps:
    match step:
        case Choose(local=local, site=site) if site.outcomes == _OUTCOMES:
            happened = Compare(BOOL, "==", Local(integer(0, 1), local), ZERO)
            yes, no = (Emit("drawn", f"{site.label}.{name}") for name in _names(site.label))
            return (step, If(happened, (yes,), (no,)))
        case If(then=then, other=other):
            return (replace(step, then=marked(then), other=marked(other)),)
        case Switch(cases=cases):
            return (replace(step, cases=tuple(map(marked, cases))),)
        case Repeat(body=body) | Each(body=body):
            return (replace(step, body=marked(body)),)
        case Sweep(reactions=reactions):
            return (
                replace(step, reactions=tuple(replace(each, body=marked(each.body)) for each in reactions)),
            )
        case _:
            return (step,)


def _names(label: str) -> tuple[str, str]:
    """Return what it is called that a chance comes true, and that it does not."""
    name = label.rpartition(".")[2]
    return ("yes", "no") if name == _UNNAMED else (name, f"not_{name}")
