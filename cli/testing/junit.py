"""What came of packs -> JUnit XML, for build servers: one suite a pack, one case a scenario or target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cli.testing.judged import problem as problem_of
from cli.testing.tried import Tried, disagreement, failures
from rules.problem import Problem
from rules.report.xml import body, quoted


def junit(packs: Sequence[Tried]) -> str:
    """Return the report; the expressions of a pack are one case, and one for each that differed."""
    suites = [_suite(pack) for pack in packs]
    counts = _counts([case for _, cases in suites for case in cases])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="reve test" {counts}>']
    for name, cases in suites:
        lines += [
            f' <testsuite name={quoted(name)} {_counts(cases)} errors="0" skipped="{_skipped(cases)}">',
            *cases,
            " </testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(pack: Tried) -> tuple[str, list[str]]:
    cases = []
    for verdict in pack.verdicts:
        file = verdict.scenario.place.file if verdict.scenario.place else pack.name
        cases.append(_case(verdict.scenario.name, file, failures(verdict)))
    for judged in pack.judged:
        file = judged.target.place.file if judged.target.place else pack.name
        found = problem_of(judged, strict=pack.strict)
        cases.append(_case(judged.target.name, file, [found] if found else []))
    if pack.agreement is not None:
        cases.append(_case("expressions", pack.name, map(disagreement, pack.agreement.disagreements)))
    return pack.name, cases


def _case(name: str, group: str, problems: Iterable[Problem]) -> str:
    found = list(problems)
    head = f"  <testcase name={quoted(name)} classname={quoted(group)}"
    if not found:
        return f"{head}/>"
    kind, message = quoted(found[0].code), quoted(found[0].message)
    if not found[0].is_error:
        return f"{head}><skipped message={message}/></testcase>"
    text = body("\n".join(map(_told, found)))
    return f"{head}><failure type={kind} message={message}>{text}</failure></testcase>"


def _told(problem: Problem) -> str:
    return f"{problem.place}: {problem.message}" + (f" ({problem.help})" if problem.help else "")


def _skipped(cases: list[str]) -> int:
    return sum("<skipped " in case for case in cases)


def _counts(cases: list[str]) -> str:
    return f'tests="{len(cases)}" failures="{sum("<failure " in case for case in cases)}"'
