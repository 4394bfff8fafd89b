"""What is done too often in one command: an expression, or loops in loops over many records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from rules.check.subject import Subject
from rules.expression.cost import MOST_EVALUATIONS, cost
from rules.expression.node import Domain
from rules.lower.session import Session, Typed
from rules.problem import Problem, error
from rules.program.node import Each, Reaction, Repeat, Step
from rules.program.walk import inside
from rules.source import Place

TOO_MANY = error("E617", "an expression or a step is carried out too often")
CODES = (TOO_MANY,)
HELP = "go over fewer records, or not one loop inside another"


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every expression that needs more than a million evaluations, and every loop of so many rounds."""
    for rounds, each in costs(pack.session):
        if rounds > MOST_EVALUATIONS:
            said = f"this takes {rounds:,} evaluations, at most {MOST_EVALUATIONS:,} are possible"
            yield TOO_MANY.at(each.written.place, said, help=HELP)
    for place, rounds in _loops(pack).items():
        said = f"what is in here runs {rounds:,} times, at most {MOST_EVALUATIONS:,} are possible"
        yield TOO_MANY.at(place, said, help=HELP)


def _loops(pack: Subject) -> dict[Place, int]:
    """Return where a loop of steps runs too often, and how often at most."""
    found: dict[Place, int] = {}
    run = (*pack.lowered.programs.values(), *pack.lowered.endings.values())
    programs = [program.steps for program in run]
    for step in chain(*programs, *pack.lowered.tables.values()):
        for place, rounds in _too_often(step, 1):
            found[place] = max(rounds, found.get(place, 0))
    return found


def _too_often(step: Step | Reaction, around: int) -> Iterator[tuple[Place, int]]:
    """Yield the outermost loops that run too often: all around them multiplies."""
    rounds = around * _rounds(step)
    if rounds > MOST_EVALUATIONS and isinstance(step, Step) and step.place is not None:
        yield step.place, rounds
        return
    for piece in inside(step):
        if isinstance(piece, Step | Reaction):
            yield from _too_often(piece, rounds)


def _rounds(step: Step | Reaction) -> int:
    match step:
        case Each(domain=domain) | Reaction(domain=Domain() as domain):
            return max(1, domain.size)
        case Repeat(most=most):
            return max(1, most)
        case _:
            return 1


def costs(session: Session) -> Iterator[tuple[int, Typed]]:
    """Yield how many evaluations each expression of the pack takes at most."""
    for each in session.typed:
        yield cost(each.node, each.scope), each


def dearest(session: Session) -> tuple[int, Typed] | None:
    """Return the expression that takes most evaluations."""
    return max(costs(session), key=lambda pair: pair[0], default=None)
