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
from rules.check.subject import Subject
from rules.lower.pack import Lowered
from rules.pack import Resolved
from rules.problem import Code, Problem, Problems

Check = Callable[[Subject], Iterator[Problem]]


def check_pack(resolved: Resolved, lowered: Lowered, problems: Problems) -> list[Problem]:
    """Return all problems of a pack, those of *problems* included, without the ones that were allowed."""
    pack = Subject(resolved, lowered, tuple(problems))
    for check, _ in checks():
        problems.extend(check(pack))
    return silence.silenced(resolved, once(problems.sorted()), KNOWN)


@cache
def checks() -> tuple[tuple[Check, tuple[Code, ...]], ...]:
    """Return every check of this package with the codes that it may report, by the names of their files."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple((module.check, module.CODES) for module in modules if hasattr(module, "check"))


def once(problems: list[Problem]) -> list[Problem]:
    """Return problems without those that say the same of the same place again; a field's default is read often."""
    return list({(problem.order, problem.help): problem for problem in problems}.values())


CODES = (*(code for _, found in checks() for code in found if code.id[1] in "67"), *silence.CODES)
KNOWN = {code.id: code for code in CODES}
