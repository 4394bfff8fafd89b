"""The report for code scanners, against the standard."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rules.problem import Problem
from rules.report import sarif
from tests.rules.report.made import ALL, problems
from tests.rules.report.sarif_subset import LOG

SCHEMA = Draft202012Validator(LOG)


def log(found: list[Problem]) -> Any:
    said = json.loads(sarif.render(found, {"E201": "a key is unknown"}))
    SCHEMA.validate(said)
    return said


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


@pytest.mark.parametrize("broken", ["level", "message"])
def test_the_schema_refuses_what_is_not_sarif(broken: str) -> None:
    said = log(ALL)
    said["runs"][0]["results"][0][broken] = "fatal"
    assert not SCHEMA.is_valid(said)
