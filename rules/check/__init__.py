"""A lowered pack -> the mistakes that need the whole of it to be seen; one file a mistake.

To add a check, add a file with `CODES`, what it may report, and `check(pack)`, which yields problems; nothing
else has to know of it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from rules.check import silence
from rules.check.chance_range import OUTSIDE
from rules.check.defaults import MISFIT
from rules.check.subject import Subject
from rules.define.code import UNREAD
from rules.expression.code import SYNTAX
from rules.lower.pack import Lowered
from rules.pack import Resolved
from rules.problem import Code, Problem, Problems, Severity
from rules.schema.code import WRONG_FORM
from rules.source import Place

_SHAPE = "E2"  # what the schemas say of a form
_LEADS_TO = {
    OUTSIDE.id: SYNTAX.id,
    UNREAD.id: MISFIT.id,
}  # what says it well, and what it leads to in the same place
_EARLY = ("E1", "E2")  # what is said before anything is understood

Check = Callable[[Subject], Iterator[Problem]]


def check_pack(resolved: Resolved, lowered: Lowered, problems: Problems) -> list[Problem]:
    """Return all problems of a pack, those of *problems* included, without the ones that were allowed."""
    pack = Subject(resolved, lowered, problems.found)
    for check, _ in checks():
        problems.extend([*check(pack)])
    return silence.silenced(resolved, once(problems.sorted()), KNOWN)


def errors_of(resolved: Resolved, lowered: Lowered) -> list[Problem]:
    """Return the errors that the checks find in a pack, whatever is allowed."""
    pack = Subject(resolved, lowered, [])
    return [problem for check, _ in checks() for problem in check(pack) if problem.is_error]


@cache
def checks() -> tuple[tuple[Check, tuple[Code, ...]], ...]:
    """Return every check of this package with the codes that it may report.

    Those that only warn come last: they keep silent about words on lines where something else is wrong.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = [(module.check, module.CODES) for module in modules if hasattr(module, "check")]
    return tuple(sorted(found, key=lambda pair: _only_warns(pair[1])))


def _only_warns(codes: tuple[Code, ...]) -> bool:
    return not any(code.severity is Severity.ERROR for code in codes)


def once(problems: list[Problem]) -> list[Problem]:
    """Return problems without repetition: the same again, and what a wrong form leads to where it stands."""
    unlike = {(problem.order, problem.help): problem for problem in problems}.values()
    begun = {_start(problem) for problem in unlike if problem.code.startswith(_SHAPE)}
    known = {(_LEADS_TO.get(problem.code), _start(problem)) for problem in unlike}
    spans = [problem.place for problem in unlike if problem.code == WRONG_FORM.id]

    def repeats(problem: Problem) -> bool:
        at = _start(problem)
        follows = at in begun or any(_inside(problem.place, place) for place in spans)
        return follows or (problem.code, at) in known

    return [problem for problem in unlike if problem.code.startswith(_EARLY) or not repeats(problem)]


def _start(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line, problem.place.column


def _inside(place: Place, other: Place) -> bool:
    one, outer = place.span, other.span
    if place.file != other.file:
        return False
    return (outer.line, outer.column) <= (one.line, one.column) < (outer.end_line, outer.end_column)


CODES = (*(code for _, found in checks() for code in found if code.id[1] in "67"), *silence.CODES)
KNOWN = {code.id: code for code in CODES}
