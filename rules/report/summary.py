"""Problems -> one line that counts them."""

from __future__ import annotations

from collections.abc import Sequence

from rules.pack.unread import unread
from rules.problem import Problem


def summary(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    parts = [_count(errors, "error")] * bool(errors) + [_count(warnings, "warning")] * bool(warnings)
    lost = len(unread(problems))
    rest = f"; {_count(lost, 'file')} could not be read, so nothing else was checked" * bool(lost)
    return (", ".join(parts) or "no problems") + rest


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
