"""Steps -> how many offers they may open in one command: loops around an `open` multiply."""

from __future__ import annotations

from collections.abc import Iterable

from rules.expression.node import Domain
from rules.program.node import Each, Open, Reaction, Repeat, Step
from rules.program.walk import inside


def opened(steps: Iterable[Step | Reaction]) -> int:
    """Return how many at most."""
    return sum(map(_opened, steps))


def _opened(step: Step | Reaction) -> int:
    within = opened(piece for piece in inside(step) if isinstance(piece, Step | Reaction))
    return isinstance(step, Open) + _rounds(step) * within


def _rounds(step: Step | Reaction) -> int:
    match step:
        case Each(domain=domain):
            return max(1, domain.size)
        case Reaction(domain=Domain() as domain, repeats=repeats):
            return max(1, domain.size) * max(1, repeats)
        case Reaction(repeats=repeats):
            return max(1, repeats)
        case Repeat(most=most):
            return max(1, most)
        case _:
            return 1
