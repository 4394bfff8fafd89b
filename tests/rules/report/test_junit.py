"""The report for build servers, against the structure that they accept."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem
from rules.report import junit
from tests.rules.report.made import ALL, problems

# Of the common JUnit schema: what may stand in what, and which attributes each must and may have.
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure"},
    "failure": set[str](),
}
MUST = {
    "testsuites": set[str](),
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"name"},
    "failure": set[str](),
}
MAY = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
}


def parsed(found: list[Problem], files: tuple[str, ...] = ()) -> ET.Element:
    root = ET.fromstring(junit.render(found, files))  # noqa: S314 - our own text
    check(root)
    return root


def check(root: ET.Element) -> None:
    """Hold a report to the structure."""
    assert root.tag == "testsuites"
    for element in root.iter():
        assert MUST[element.tag] <= set(element.attrib) <= MAY[element.tag]
        assert {child.tag for child in element} <= CHILDREN[element.tag]
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
