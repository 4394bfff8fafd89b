"""The report for other programs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem
from rules.report import json as report
from tests.rules.report.made import ALL, problems


def test_the_report_says_all_that_a_problem_says() -> None:
    said = json.loads(report.render(ALL))
    assert (said["format_version"], said["errors"], said["warnings"]) == ("1.0", 2, 1)
    assert said["problems"][0] == {
        "code": "E201",
        "severity": "error",
        "message": "unknown key `nme`",
        "help": "did you mean `name`?",
        "path": "esprit.fox",
        "file": "game.yaml",
        "start": {"line": 2, "column": 20},
        "end": {"line": 2, "column": 23},
        "related": [],
    }
    assert [place["file"] for place in said["problems"][1]["related"]] == ["game.yaml", "more cards/ä.yaml"]


@given(st.lists(problems(), max_size=4))
def test_every_problem_is_in_the_report(found: list[Problem]) -> None:
    assert len(json.loads(report.render(found))["problems"]) == len(found)
