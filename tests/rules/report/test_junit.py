"""The report for build servers, against the schema that Jenkins has of it."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem
from rules.report import junit
from tests.published import junit as schema
from tests.rules.report.made import ALL, problems


def parsed(found: list[Problem], files: tuple[str, ...] = ()) -> ET.Element:
    root = ET.fromstring(junit.render(found, files))  # noqa: S314 - our own text
    check(root)
    return root


def check(root: ET.Element) -> None:
    """Hold a report to the schema, and its counts to what it has."""
    schema().validate(root)
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(root.attrib["tests"]) == sum(int(suite.attrib["tests"]) for suite in root)


def test_a_file_is_a_suite_and_a_problem_is_a_case_that_fails() -> None:
    root = parsed(ALL, ("clean.yaml", "game.yaml"))
    assert [(suite.attrib["name"], suite.attrib["failures"]) for suite in root] == [
        ("clean.yaml", "0"),
        ("game.yaml", "2"),
        ("more cards/ä.yaml", "1"),
    ]
    failure = root.find("testsuite[@name='game.yaml']/testcase/failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": "unknown key `nme`"}
    assert failure.text == "game.yaml:2:20: unknown key `nme`\nhelp: did you mean `name`?"


@given(st.lists(problems(), max_size=4))
def test_any_report_is_junit(found: list[Problem]) -> None:
    assert len(parsed(found).findall(".//failure")) == len(found)


@pytest.mark.parametrize(
    "broken",
    [
        '<testsuites><case name="a"/></testsuites>',
        '<testsuites><testsuite tests="1"/></testsuites>',
        '<testsuite name="a" tests="1" failures="0" errors="0"><testcase/></testsuite>',
    ],
)
def test_the_schema_refuses_what_is_not_junit(broken: str) -> None:
    assert not schema().is_valid(ET.fromstring(broken))  # noqa: S314 - our own text
