"""What came of packs -> JUnit XML, which build servers count: one suite a pack, one case a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from cli.testing.tried import Tried, disagreement, failures
from rules.problem import Problem

# What XML 1.0 cannot say at all, not even escaped.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(packs: Sequence[Tried]) -> str:
    """Return the report; the expressions of a pack are one case, and one for each that differed."""
    suites = [_suite(pack) for pack in packs]
    counts = _counts([case for _, cases in suites for case in cases])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="reve test" {counts}>']
    for name, cases in suites:
        lines += [
            f' <testsuite name={_quoted(name)} {_counts(cases)} errors="0" skipped="0">',
            *cases,
            " </testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(pack: Tried) -> tuple[str, list[str]]:
    cases = []
    for verdict in pack.verdicts:
        file = verdict.scenario.place.file if verdict.scenario.place else pack.name
        cases.append(_case(verdict.scenario.name, file, failures(verdict)))
    if pack.agreement is not None:
        cases.append(_case("expressions", pack.name, map(disagreement, pack.agreement.disagreements)))
    return pack.name, cases


def _case(name: str, group: str, problems: Iterable[Problem]) -> str:
    found = list(problems)
    head = f"  <testcase name={_quoted(name)} classname={_quoted(group)}"
    if not found:
        return f"{head}/>"
    body = escape(_said("\n".join(f"{problem.place}: {problem.message}" for problem in found)))
    kind, message = _quoted(found[0].code), _quoted(found[0].message)
    return f"{head}><failure type={kind} message={message}>{body}</failure></testcase>"


def _counts(cases: list[str]) -> str:
    return f'tests="{len(cases)}" failures="{sum("<failure " in case for case in cases)}"'


def _quoted(text: str) -> str:
    return quoteattr(_said(text))


def _said(text: str) -> str:
    return _UNSAYABLE.sub("\ufffd", text)
