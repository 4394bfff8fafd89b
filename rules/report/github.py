"""Problems -> workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from rules.problem import Problem
from rules.report.summary import summary


def render(problems: Sequence[Problem]) -> str:
    """Return one command a problem, then the count."""
    return "\n".join([*map(_command, problems), summary(problems)]) + "\n"


def _command(problem: Problem) -> str:
    span = problem.place.span
    properties = {"file": problem.place.file, "line": span.line, "endLine": span.end_line, "col": span.column}
    if span.line == span.end_line:  # GitHub refuses columns of a place that has several lines
        properties["endColumn"] = max(span.column, span.end_column - 1)
    else:
        del properties["col"]
    properties["title"] = problem.code
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{problem.severity} {written}::{_message(_said(problem))}"


def _said(problem: Problem) -> str:
    said = problem.message
    if problem.help:
        said += f": {problem.help}"
    return "\n".join([said, *(f"{label}: {place}" for label, place in problem.related)])


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
