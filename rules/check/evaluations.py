"""An expression that is evaluated too often in one command: loops in loops over many records."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.expression.cost import MOST_EVALUATIONS, cost
from rules.lower.session import Session, Typed
from rules.problem import Problem, error

TOO_MANY = error("E617", "an expression is evaluated too often")
CODES = (TOO_MANY,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every expression that needs more than a million evaluations."""
    for rounds, each in costs(pack.session):
        if rounds > MOST_EVALUATIONS:
            said = f"this takes {rounds:,} evaluations, at most {MOST_EVALUATIONS:,} are possible"
            yield TOO_MANY.at(
                each.written.place, said, help="go over fewer records, or not one loop inside another"
            )


def costs(session: Session) -> Iterator[tuple[int, Typed]]:
    """Yield how many evaluations each expression of the pack takes at most."""
    for each in session.typed:
        yield cost(each.node, each.scope), each


def dearest(session: Session) -> tuple[int, Typed] | None:
    """Return the expression that takes most evaluations."""
    return max(costs(session), key=lambda pair: pair[0], default=None)
