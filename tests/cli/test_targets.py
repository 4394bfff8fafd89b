"""`reve test` and targets: each form that fails as an author reads it, what is undecided, and JUnit.

To write what is said now: `REVE_ACCEPT=1 pytest tests/cli/test_targets.py`; then read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.packs import Ran, pack, reve
from tests.engine.lab.pond import PLAY
from tests.rules.report.test_junit import check

Capture = pytest.CaptureFixture[str]
CASES = Path(__file__).parent / "targets"
TRADE = """\
  hop: {summary: Hop., cost: {gold: 2}, do: [{draw: pond, as: found}]}
  trade:
    summary: Trade.
    params: {frog: {type: frog, where: it != ghost}}
    cost: {frog: 1}
    do: [{give: {gold: 3}}]
"""
GAME = PLAY.replace("  nap: {", f"{TRADE}  nap: {{")
OPEN = "targets:\n  a_tie: {net: gold, days: 5, players: 30, between: [17, 17.01]}\n"
HOLDS = "targets:\n  enough: {made: gold, profile: keen, days: 2, at_least: 1}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def trying(here: Path, capsys: Capture, targets: str, *more: str) -> Ran:
    """Test the small economy with targets."""
    return reve(capsys, "test", pack(here, targets, GAME), "--points", "1", *more)


def test_a_target_that_fails_tells_what_was_measured_and_what_moves_it_most(
    here: Path, capsys: Capture
) -> None:
    ran = trying(here, capsys, (CASES / "fail.yaml").read_text("utf-8"), "--budget", "100")
    heads = ("error", "warning")
    lines = [line for line in ran.out.splitlines() if line.startswith(heads) or " help: " in line]
    said = "".join(f"{line}\n" for line in lines)
    if os.environ.get("REVE_ACCEPT"):
        (CASES / "expected.txt").write_text(said, "utf-8")
    assert said == (CASES / "expected.txt").read_text("utf-8")
    assert ran.code == 1
    assert ran.out.endswith("17 targets failed\n")


def test_a_target_that_holds_is_counted(here: Path, capsys: Capture) -> None:
    ran = trying(here, capsys, HOLDS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("0 scenarios, 1 target and ")
    assert ran.out.endswith(": all fine\n")


def test_who_asks_is_shown_what_each_target_measured(here: Path, capsys: Capture) -> None:
    free = "  no_free_lunch: {no_profit: [dip]}\n"
    dot = "  dots: {first: tables.pond.entries.dot, within: 5, at_least: 30%}\n"
    ran = trying(here, capsys, f"{HOLDS}{free}{dot}", "--verbose")
    dots, enough, lunch, line = ran.out.splitlines()
    assert enough.startswith("  enough         holds at ")
    assert enough.endswith(" by 25 players in 2 days), wanted at least 1")
    assert lunch == "  no_free_lunch  holds: nothing pays"
    assert dots == "  dots           holds at 35.3%, wanted at least 30%"
    assert line.endswith(": all fine")


def test_what_is_undecided_is_a_warning_and_with_strict_an_error(here: Path, capsys: Capture) -> None:
    ran = trying(here, capsys, OPEN)
    assert ran.code == 0
    assert ran.out.startswith("warning[undecided]: a_tie: `gold` net per player and day is ")
    assert ", which does not tell whether it is from 17 to 17.01\n" in ran.out
    assert "help: ask more players: `players` of the target, or `--budget`; moved most, " in ran.out
    assert ran.out.endswith(": 1 target undecided\n")
    strict = reve(capsys, "test", "pond", "--strict", "--points", "1")
    assert strict.code == 1
    assert strict.out.startswith("error[undecided]: a_tie: ")


def test_targets_may_be_left_out(here: Path, capsys: Capture) -> None:
    ran = trying(here, capsys, OPEN, "--no-targets")
    assert ran.code == 0
    assert "target" not in ran.out


def test_a_word_selects_targets(here: Path, capsys: Capture) -> None:
    pack(here, f"{HOLDS}{OPEN.partition(chr(10))[2]}", GAME)
    assert reve(capsys, "test", "pond", "enough").out == "0 scenarios and 1 target: all fine\n"


def test_other_programs_read_what_was_measured(here: Path, capsys: Capture) -> None:
    targets = (CASES / "fail.yaml").read_text("utf-8")
    (only,) = json.loads(trying(here, capsys, targets, "--format", "json").out)["packs"]
    found = {each["name"]: each for each in only["targets"]}
    assert {each["answer"] for each in found.values()} == {"fails"}
    assert found["exact_mean"]["exact"]
    assert found["exact_mean"]["value"] == pytest.approx(12)
    assert found["reach_never"]["value"] is None
    assert found["net_of_all"]["low"] < found["net_of_all"]["value"] < found["net_of_all"]["high"]
    assert [cause["action"] for cause in found["net_of_all"]["causes"]] == ["wake", "dip", "sell"]
    assert found["reach_by"]["causes"] == [{"action": "wake", "times_a_day": 15.0}]
    assert [part["action"] for part in found["no_free_lunch"]["loop"]] == ["hop", "trade", "trade"]


def test_build_servers_get_a_case_for_each_target(here: Path, capsys: Capture) -> None:
    targets = f"{OPEN}  too_few: {{made: gold, days: 2, at_least: 1000}}\n{HOLDS.partition(chr(10))[2]}"
    ran = trying(here, capsys, targets, "--format", "junit", "--no-targets")
    check(ET.fromstring(ran.out))  # noqa: S314 - of our own making
    root = ET.fromstring(reve(capsys, "test", "pond", "--format", "junit").out)  # noqa: S314 - likewise
    check(root)
    cases = {case.get("name"): [each.tag for each in case] for case in root.iter("testcase")}
    assert cases == {"a_tie": ["skipped"], "enough": [], "too_few": ["failure"], "expressions": []}
    (suite,) = root.iter("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "1", "1")
