"""A table that nothing draws from."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.unused import unused
from rules.problem import Problem, warning

UNUSED = warning("W721", "nobody draws from a table")
CODES = (UNUSED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every table that nothing uses."""
    used = {name for noun, name in pack.session.used if noun == "tables"}
    used |= {name for names in pack.definitions.table_fields.values() for name in names}
    yield from unused(pack, UNUSED, "tables", used, "nothing draws from")
