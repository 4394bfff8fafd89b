"""Problems -> JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rules.problem import Problem
from rules.source import Place

FORMAT_VERSION = "1.0"


def render(problems: Sequence[Problem]) -> str:
    """Return one object; a field may be added within a major version, none changes."""
    errors = sum(problem.is_error for problem in problems)
    report = {
        "format_version": FORMAT_VERSION,
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [_problem(problem) for problem in problems],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "path": problem.path,
        **_place(problem.place),
        "related": [{"label": label, **_place(place)} for label, place in problem.related],
    }


def _place(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "file": place.file,
        "start": {"line": span.line, "column": span.column},
        "end": {"line": span.end_line, "column": span.end_column},
    }
