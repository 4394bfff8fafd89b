"""A lowered pack -> the mistakes that need the whole of it to be seen; one file a mistake."""

from __future__ import annotations

from rules.lower.pack import Lowered
from rules.pack import Resolved
from rules.problem import Problem, Problems


def check_pack(resolved: Resolved, lowered: Lowered, problems: Problems) -> list[Problem]:
    """Return all problems of a pack, those of *problems* included, without the ones that were allowed."""
    return problems.sorted()
