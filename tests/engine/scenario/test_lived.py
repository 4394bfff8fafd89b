"""Days of a profile in a scenario: the log is compared line by line, and each difference has its place."""

from __future__ import annotations

import pytest

from engine.player.run import Executor
from engine.scenario.lived import differences, live
from engine.scenario.run import run
from rules.program.scenario import Line, Lived
from tests.engine.scenario.test_run import played, tried

BEGIN = "    at: 2026-06-01\n    given: {verve: 4, plop: 3}\n    when: {lives: keen, days: 1, seed: 7}\n"


def log_of(days: int = 1, given: str = "{}", profile: str = "keen") -> tuple[dict[str, object], list[str]]:
    """Return what the player has in the end, and what he did."""
    ruleset = played(
        f"scenarios: {{one: {{given: {given}, when: {{lives: {profile}, days: {days}, seed: 7}}}}}}\n"
    )
    scenario = ruleset.scenarios["one"]
    assert scenario.lived == Lived(profile, days, 7)
    state, log = live(ruleset, Executor(ruleset.catalogue), scenario, scenario.lived)
    return state.named(), log


def written(log: list[str], more: str = "") -> str:
    return BEGIN + "    then:\n      log:\n" + "".join(f"        - {line}\n" for line in log) + more


def day() -> tuple[dict[str, object], list[str]]:
    ruleset = played(f"scenarios:\n  one:\n{BEGIN}")
    scenario = ruleset.scenarios["one"]
    assert scenario.lived is not None
    state, log = live(ruleset, Executor(ruleset.catalogue), scenario, scenario.lived)
    return state.named(), log


def test_a_day_that_is_told_as_it_was_has_no_failure() -> None:
    held, log = day()
    assert len(log) > 15
    assert all(" wake +" in line for line in log[:5])
    assert tried(written(log, f"      gold: {held['gold']}\n      level: {held['level']}\n")) == []


def test_each_line_that_differs_is_told_where_it_is_written() -> None:
    _, log = day()
    wrong = [log[0], "07:00 nap", *log[2:4], *log[5:]]
    assert tried(written(wrong)) == [
        f"try.yaml:9:11: `{log[1]}` happened; expected was `07:00 nap`",
        f"try.yaml:11:11: `{log[4]}` happened too, here; it was not expected",
    ]
    assert tried(written([*log, "23:59 nap"])) == [f"try.yaml:{8 + len(log)}:11: `23:59 nap` did not happen"]


def test_what_he_has_then_is_compared_as_after_any_action() -> None:
    held, log = day()
    assert tried(written(log, "      gold: 1000\n")) == [
        f"try.yaml:{8 + len(log)}:13: `gold` is {held['gold']}; expected was 1000"
    ]


def test_a_day_on_which_nothing_was_expected_tells_all_that_happened() -> None:
    _, log = day()
    told = tried(BEGIN + "    then: {log: []}\n")
    assert told == [f"try.yaml:5:19: `{line}` happened too, here; it was not expected" for line in log]


def test_a_scenario_may_leave_the_log_out() -> None:
    held, _ = day()
    assert tried(BEGIN + f"    then: {{gold: {held['gold']}}}\n") == []


def test_lines_of_several_days_begin_with_their_day() -> None:
    _, log = log_of(3, profile="idle")
    assert log
    assert {line.split()[0] for line in log} == {"day"}
    assert {line.split()[1] for line in log} <= {"1", "2", "3"}


def test_what_is_given_is_what_he_begins_with() -> None:
    _, log = log_of(given="{verve: 0, gold: 9, level: 50}")
    assert "wake" in log[0]


DIFFERENCES = [
    (["a", "b"], ["a", "b"], []),
    ([], ["a"], ["`a` happened too, here; it was not expected"]),
    (["a", "b"], ["b"], ["`a` did not happen"]),
    (["a", "b"], ["a", "c"], ["`c` happened; expected was `b`"]),
    (["a", "b"], ["c", "a", "b"], ["`c` happened too, here; it was not expected"]),
]


@pytest.mark.parametrize(("expected", "found", "told"), DIFFERENCES)
def test_differences_are_between_lines(expected: list[str], found: list[str], told: list[str]) -> None:
    assert [said for said, _ in differences([Line(text) for text in expected], found)] == told


def test_a_verdict_of_a_life_is_as_any_other() -> None:
    ruleset = played(f"scenarios:\n  one:\n{BEGIN}")
    assert run(ruleset, Executor(ruleset.catalogue), ruleset.scenarios["one"]).passed
