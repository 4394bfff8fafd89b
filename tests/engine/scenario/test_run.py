"""Scenarios that fail say what was expected, what was found, and where."""

from __future__ import annotations

import pytest

from engine.player.run import Executor
from engine.scenario.run import run
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset
from tests.engine.lab.pond import GAME, PLAY


def tried(scenario: str) -> list[str]:
    ruleset = played(f"scenarios:\n  one:\n{scenario}")
    verdict = run(ruleset, Executor(ruleset.catalogue), ruleset.scenarios["one"])
    assert verdict.passed is not bool(verdict.failures)
    return [f"{failure.place}: {failure.message}" for failure in verdict.failures]


def played(scenarios: str) -> Ruleset:
    texts = Texts("pond", {"game.yaml": GAME, "play.yaml": PLAY, "try.yaml": scenarios})
    loaded = compile_pack(texts, Problems(), lambda *_: None)
    assert loaded.ruleset is not None, [problem.message for problem in loaded.problems]
    return loaded.ruleset


FINE = [
    "    given: {gold: 5}\n    when: {dip: {}}\n    rolls: {catch: plop}\n    then: {gold: 3, plop: 1}\n",
    "    given: {gold: 1}\n    when: {dip: {}}\n    then: {refused: short, gold: 1}\n",
    "    given: {plop: 2}\n    when: {sell: {frog: plop, count: 2}}\n    then: {gold: 8, plop: 0}\n",
    "    when: {nap: {}}\n    then: {said: [zzz]}\n",
    (
        "    when: [{do: wake, rolls: {give: 3}}, {do: wake, after: 2h, rolls: {give: 7}}]\n"
        "    then: {gold: 10, level: 3}\n"
    ),
]


@pytest.mark.parametrize("scenario", FINE)
def test_a_scenario_that_is_right_has_no_failure(scenario: str) -> None:
    assert tried(scenario) == []


WRONG = {
    "a number": (
        "    given: {gold: 5}\n    when: {dip: {}}\n    rolls: {catch: plop}\n    then: {gold: 4, plop: 1}\n",
        ["try.yaml:6:18: `gold` is 3; expected was 4"],
    ),
    "what is not there": (
        "    when: {nap: {}}\n    then: {dot: 2, level: 2}\n",
        ["try.yaml:4:17: `dot` is 0; expected was 2", "try.yaml:4:27: `level` is 1; expected was 2"],
    ),
    "refused, and should not be": (
        "    given: {gold: 1}\n    when: {dip: {}}\n    then: {gold: 0}\n",
        [
            "try.yaml:4:11: `dip` was refused with `short` (1 of 2 `gold`); it was expected to be accepted",
            "try.yaml:5:18: `gold` is 1; expected was 0",
        ],
    ),
    "accepted, and should not be": (
        "    given: {gold: 5}\n    when: {dip: {}}\n    rolls: {catch: dot}\n    then: {refused: short}\n",
        ["try.yaml:4:11: `dip` was accepted; expected was a refusal with `short`"],
    ),
    "a roll without a script": (
        "    given: {gold: 5}\n    when: {dip: {}}\n    then: {gold: 3}\n",
        [
            (
                "try.yaml:4:11: `catch` was rolled but is not scripted; "
                "say under `rolls` what it is: `dot`, `nothing`, `plop`"
            ),
        ],
    ),
    "a script without a roll": (
        "    when: {nap: {}}\n    rolls: {catch: plop}\n    then: {gold: 0}\n",
        [
            (
                "try.yaml:4:20: `catch: plop` was scripted but never rolled; "
                "leave it out, or see why nothing rolled it"
            )
        ],
    ),
    "the last of several scripts without a roll": (
        "    given: {gold: 5}\n    when: {dip: {}}\n    rolls: {catch: [dot, plop]}\n    then: {gold: 3}\n",
        [
            (
                "try.yaml:5:26: `catch: plop` was scripted but never rolled; "
                "leave it out, or see why nothing rolled it"
            )
        ],
    ),
    "a script of what cannot be": (
        "    given: {gold: 5}\n    when: [{do: dip, rolls: {catch: frog}}]\n    then: {gold: 3}\n",
        ["try.yaml:4:37: `catch` cannot be `frog` here; it may be `dot`, `nothing`, `plop`"],
    ),
    "a parameter that does not fit": (
        "    when: {sell: {frog: plop, count: 2}}\n    then: {gold: 8}\n",
        [
            (
                "try.yaml:3:11: `sell` was refused with `params.frog` (`plop` does not fit: it must be "
                "owned, say so in `given`); it was expected to be accepted"
            ),
            "try.yaml:4:18: `gold` is 0; expected was 8",
        ],
    ),
    "other words": (
        "    given: {gold: 5}\n    when: {dip: {}}\n    rolls: {catch: nothing}\n    then: {said: [zzz]}\n",
        ["try.yaml:3:5: said was nothing; expected was `zzz`"],
    ),
}


@pytest.mark.parametrize(("scenario", "failures"), WRONG.values(), ids=WRONG)
def test_a_scenario_that_fails_says_what_and_where(scenario: str, failures: list[str]) -> None:
    assert tried(scenario) == failures


def test_a_view_has_one_id_wherever_it_is_said() -> None:
    ruleset = played(
        "views: {slip: {title: n}}\n"
        "actions:\n  tick: {let: {n: 1}, say: slip}\n  tock: {let: {n: today}, say: slip}\n"
        "scenarios: {both: {when: [{do: tick}, {do: tock}], then: {said: [slip]}}}\n"
    )
    assert len([name for name in ruleset.views if name.startswith("slip")]) == 2
    assert run(ruleset, Executor(ruleset.catalogue), ruleset.scenarios["both"]).passed
