"""The report for code scanners, against the schema that the standard has."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem
from rules.report import sarif
from tests.published import sarif as schema
from tests.rules.report.made import ALL, problems

# What RFC 3986 lets stand in a reference; the schema only says `format: uri-reference`.
URI = re.compile(r"[!#-;=?-\[\]_a-z~]*")


def log(found: list[Problem]) -> Any:
    said = json.loads(sarif.render(found, {"E201": "a key is unknown"}))
    schema().validate(said)
    assert all(URI.fullmatch(uri) for uri in uris(said))
    return said


def uris(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        yield from (value for name, value in said.items() if name in {"uri", "$schema"})
    for inner in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
        yield from uris(inner)


def test_a_problem_is_a_result_of_its_rule_at_its_place() -> None:
    [run] = log(ALL)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E201", "E301", "W301"]
    assert rules[0]["shortDescription"] == {"text": "a key is unknown"}
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["E201", "E301", "W301"]
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "game.yaml"},
        "region": {"startLine": 2, "startColumn": 20, "endLine": 2, "endColumn": 23},
    }
    second = run["results"][1]["relatedLocations"]
    assert [place["message"]["text"] for place in second] == ["first used here", "and here"]
    assert second[1]["physicalLocation"]["artifactLocation"]["uri"] == "more%20cards/%C3%A4.yaml"


@given(st.lists(problems(), max_size=4))
def test_any_report_is_sarif(found: list[Problem]) -> None:
    assert len(log(found)["runs"][0]["results"]) == len(found)


@pytest.mark.parametrize(
    "broken",
    [
        {"level": "fatal"},
        {"message": "a text"},
        {"rule": "E201"},
        {"locations": [{"physicalLocation": {"region": {"startLine": 0}}}]},
        {"relatedLocations": [{"id": 1}, {"id": 1}]},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_the_schema_refuses_what_is_not_sarif(broken: dict[str, Any]) -> None:
    said = log(ALL)
    said["runs"][0]["results"][0] |= broken
    assert not schema().is_valid(said)
