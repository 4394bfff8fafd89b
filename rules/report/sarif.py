"""Problems -> SARIF 2.1.0, which code scanners keep and show."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from rules.problem import Problem
from rules.source import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(problems: Sequence[Problem], titles: Mapping[str, str] | None = None) -> str:
    """Return one run; *titles* words the codes that it names."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code, (titles or {}).get(code)) for code in codes]
    run = {
        "tool": {"driver": {"name": "reve", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _rule(code: str, title: str | None) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": title}} if title else {"id": code}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    said = problem.message + (f" ({problem.help})" if problem.help else "")
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": said},
        "locations": [_location(problem.place, problem.path)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": label}}
            for number, (label, place) in enumerate(problem.related, 1)
        ]
    return result


def _location(place: Place, path: str = "") -> dict[str, Any]:
    span = place.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region},
    }
    if path:
        location["logicalLocations"] = [{"fullyQualifiedName": path}]
    return location


def _uri(file: str) -> str:
    return quote(file.replace("\\", "/"), safe="/")
