"""A pack that is sound without events -> each combination of them, made and checked, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rules.define.definitions import define
from rules.event.apply import Patches, clashes, patches, under
from rules.event.code import BAD_WINDOW, NOT_BY_EVENT, TOO_MANY
from rules.event.meet import Held, combinations
from rules.event.same import differing
from rules.event.variants import MOST, windows
from rules.event.window import events, named, problems
from rules.lower.pack import Lowered, lower_pack
from rules.pack import Resolved
from rules.problem import Problem
from rules.program.catalogue import Calendar

Judge = Callable[[Resolved, Lowered], list[Problem]]


@dataclass(frozen=True, slots=True)
class Checked:
    """Every combination of a pack's events that was made, and all that is wrong with events."""

    made: dict[Held, tuple[Resolved, Lowered]]
    problems: list[Problem]


def check_windows(resolved: Resolved, calendar: Calendar) -> list[Problem]:
    """Return what is wrong with windows, and with what events would change."""
    found = [
        each for name, node in events(resolved).items() for each in problems(resolved, name, node, calendar)
    ]
    if found:
        return found
    meeting = combinations(windows(resolved, calendar), calendar, MOST)
    if len(meeting) > MOST:
        return [_too_many(resolved)]
    changes = patches(resolved)
    return [*_never(resolved, meeting), *changes.problems, *clashes(resolved, changes, meeting)]


def _never(resolved: Resolved, meeting: list[Held]) -> Iterator[Problem]:
    for name in events(resolved):
        if not any(name in held for held in meeting):
            said, help_ = f"`{name}` never holds", "look at its days again: no day is all of them"
            yield BAD_WINDOW.at(named(resolved, name), said, help=help_, path=f"events.{name}")


def _too_many(resolved: Resolved) -> Problem:
    first, *others = events(resolved)
    said = f"the calendar lets events meet in more than {MOST} ways, and each has rules of its own"
    related = tuple((f"`{name}` is one of them", named(resolved, name)) for name in others)
    help_ = "join events that hold together, or let them follow each other"
    return TOO_MANY.at(named(resolved, first), said, help=help_, related=related, path="events")


def check_variants(resolved: Resolved, base: Lowered, known: list[Problem], judge: Judge) -> Checked:
    """Make every combination and return what is wrong there and not without events.

    *judge* says what is wrong with a pack; *known* is what is wrong with the one without events.
    """
    calendar = base.catalogue.calendar
    told = {_key(each) for each in known}
    done = Checked({}, [])
    changes = patches(resolved)
    for held in combinations(windows(resolved, calendar), calendar, MOST):
        if held:
            made, found = _variant(resolved, base, changes, held, judge)
            new = [each for each in found if each.is_error and _key(each) not in told]
            told |= {_key(each) for each in new}
            done.problems.extend(_meanwhile(resolved, held, each) for each in new)
            done.made[held] = made
    return done


def _variant(
    resolved: Resolved, base: Lowered, changes: Patches, held: Held, judge: Judge
) -> tuple[tuple[Resolved, Lowered], list[Problem]]:
    tree, found = under(resolved, changes, held)
    lowered = lower_pack(define(tree, base.catalogue.calendar), ())
    found += judge(tree, lowered)
    if not any(each.is_error for each in found):
        found += _outlasting(resolved, base, lowered, held)
    return (tree, lowered), found


def _outlasting(resolved: Resolved, base: Lowered, lowered: Lowered, held: Held) -> Iterator[Problem]:
    name = held[-1]
    node = events(resolved)[name]
    place = (node.key("patch") if "patch" in node.entries else node).place
    for what, instead in differing(base, lowered):
        yield NOT_BY_EVENT.at(place, f"an event cannot change {what}", help=instead, path=f"events.{name}")


def _meanwhile(resolved: Resolved, held: Held, problem: Problem) -> Problem:
    """Return a problem with the events during which it is one."""
    if problem.path.startswith("events."):
        return problem
    when = ((f"while `{name}` holds", named(resolved, name)) for name in held)
    return replace(problem, related=(*problem.related, *when))


def _key(problem: Problem) -> tuple[object, ...]:
    return problem.code, problem.place.file, problem.place.line, problem.place.column, problem.message
