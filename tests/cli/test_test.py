"""`reve test`: what it says when all is fine, and when a scenario or an expression is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from engine.sample import agree
from rules.expression.node import Binary, Node, const
from rules.expression.scalar import ScalarCode
from tests.cli.packs import TRY, pack, reve
from tests.rules.report.test_junit import check

Capture = pytest.CaptureFixture[str]
WRONG = TRY.replace("gold: 3, plop: 1", "gold: 4, plop: 1")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_is_fine_in_one_line(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 scenarios and ")
    assert ran.out.endswith(" points: all fine\n")
    assert ran.out.count("\n") == 1


def test_several_packs_have_a_line_each(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here), "lootbox")
    assert ran.code == 0
    assert [line.split(":")[0].rpartition("/")[2] for line in ran.out.splitlines()] == ["pond", "lootbox"]


def test_the_pack_of_the_current_folder_is_meant_where_none_is_named(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack(here))
    assert reve(capsys, "test").out.startswith("2 scenarios")


def test_a_word_that_is_no_pack_selects_scenarios(here: Path, capsys: Capture) -> None:
    assert reve(capsys, "test", pack(here), "nap").out == "1 scenario: all fine\n"


def test_a_word_that_is_nothing_is_refused(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here), "wyvern")
    assert (ran.code, ran.err) == (2, "reve: there is no pack, no scenario and no target called `wyvern`\n")


def test_a_failure_is_shown_where_it_is_written(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here, WRONG), "dip")
    assert ran.code == 1
    assert ran.out == (
        "error[scenario]: a_dip_costs_two: `gold` is 3; expected was 4\n"
        " --> pond/try.yaml:2:91\n"
        "  |\n"
        "2 |   a_dip_costs_two: {given: {gold: 5}, when: {dip: {}}, rolls: {catch: plop}, "
        "then: {gold: 4, plop: 1}}\n"
        "  |                                                                                           ^\n"
        "\n"
        "1 scenario: 1 scenario failed\n"
    )


def test_other_programs_read_the_same(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here, WRONG), "--format", "json", "--points", "2")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found["format_version"] == "1.0"
    assert found["passed"] is False
    (only,) = found["packs"]
    assert only["pack"] == "pond"
    assert [each["passed"] for each in only["scenarios"]] == [False, True]
    assert only["scenarios"][0]["failures"] == [
        {"message": "`gold` is 3; expected was 4", "file": "pond/try.yaml", "line": 2, "column": 91}
    ]
    assert only["expressions"]["disagreements"] == []
    assert only["expressions"]["compared"] > 5


def test_build_servers_get_a_case_for_each_scenario(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here, WRONG), "--format", "junit")
    root = ET.fromstring(ran.out)  # noqa: S314 - of our own making
    check(root)
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert list(cases) == ["a_dip_costs_two", "a_nap_is_free", "expressions"]
    assert cases["a_dip_costs_two"].find("failure") is not None
    assert cases["a_nap_is_free"].find("failure") is None
    assert (root.get("tests"), root.get("failures")) == ("3", "1")


def test_an_expression_to_which_evaluators_disagree_is_shown(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wrong(ScalarCode):
        def function(self, node: Node, params: tuple[str, ...] = ("e",)) -> Callable[..., Any]:
            if isinstance(node, Binary) and node.op == "*":
                node = replace(node, right=const(5))
            return super().function(node, params)

    monkeypatch.setattr(agree, "ScalarCode", Wrong)
    ran = reve(capsys, "test", pack(here))
    assert ran.code == 1
    assert "error[expression]: compiled, this is 20, and by another evaluator 4 where count = 1" in ran.out
    assert "4 * count" in ran.out
    assert "1 expression differed" in ran.out


def test_a_pack_with_errors_is_not_tried(here: Path, capsys: Capture) -> None:
    ran = reve(capsys, "test", pack(here, "scenarios: {one: {when: {dance: {}}}}\n"))
    assert (ran.code, ran.out) == (1, "")
    assert "dance" in ran.err
