"""A kind that has no record at all."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.problem import Problem, warning

EMPTY_KIND = warning("W716", "a kind has no records")
CODES = (EMPTY_KIND,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every kind without records."""
    for name, kind in pack.definitions.kinds.items():
        if not kind.records and name not in pack.spared:
            said = f"there is no `{name}` yet"
            yield EMPTY_KIND.at(pack.place("kinds", name), said, help=f"write one: `{name}: {{id: {{…}}}}`")
