"""Problems -> JUnit XML, which build servers count: one suite a file, one case a problem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rules.problem import Problem
from rules.report.xml import body, quoted


def render(problems: Sequence[Problem], files: Iterable[str] = ()) -> str:
    """Return the report; each of *files* without a problem is a case that passed."""
    by_file = {file: [*group] for file, group in groupby(sorted(problems, key=_file), key=_file)}
    suites = [_suite(file, by_file.get(file, [])) for file in sorted({*files, *by_file})]
    tests = len(problems) + len(suites) - len(by_file)
    total = f'tests="{tests}" failures="{len(problems)}"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="reve validate" {total}>'
    return "\n".join([head, *suites, "</testsuites>"]) + "\n"


def _file(problem: Problem) -> str:
    return problem.place.file


def _suite(file: str, problems: list[Problem]) -> str:
    cases = [_case(file, problem) for problem in problems] or [
        f'  <testcase name="valid" classname={quoted(file)}/>'
    ]
    counts = f'tests="{len(cases)}" failures="{len(problems)}" errors="0" skipped="0"'
    head = f" <testsuite name={quoted(file)} {counts}>"
    return "\n".join([head, *cases, " </testsuite>"])


def _case(file: str, problem: Problem) -> str:
    place = problem.place
    lines = [f"{place}: {problem.message}"]
    lines += [f"help: {problem.help}"] * bool(problem.help)
    lines += [f"{label}: {at}" for label, at in problem.related]
    name = quoted(f"{problem.code} at {place.line}:{place.column}")
    failure = f"<failure type={quoted(problem.severity.value)} message={quoted(problem.message)}>"
    text = body("\n".join(lines))
    return f"  <testcase name={name} classname={quoted(file)}>{failure}{text}</failure></testcase>"
