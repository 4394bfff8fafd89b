"""A formula that nothing calls."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.unused import unused
from rules.problem import Problem, warning

UNUSED = warning("W722", "nobody calls a formula")
CODES = (UNUSED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every formula that nothing uses."""
    yield from unused(pack, UNUSED, "formulas", pack.uses.formulas, "nothing calls the formula")
