"""A limit that no action counts for."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.unused import unused
from rules.problem import Problem, warning

UNUSED = warning("W720", "nobody uses a limit")
CODES = (UNUSED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every limit that nothing uses."""
    used = {name for noun, name in pack.session.used if noun == "limits"}
    yield from unused(pack, UNUSED, "limits", used, "no action counts for the limit")
