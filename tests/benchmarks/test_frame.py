"""Benchmarks end with a line that says whether the goal was reached, and exit as it says."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.frame import Measure, Modules, Verdict, race, run

GOOD = Verdict("70,000 actions/s", 0.5, reached=True)
SLOW = Verdict("12 ms", 1.25, reached=False)


def fakes() -> dict[str, Measure]:
    return {
        "good": lambda _: GOOD,
        "slow": lambda _: SLOW,
        "counted": lambda n: Verdict(f"{n}", 1, reached=True),
    }


ENDS: tuple[tuple[list[str], int, str], ...] = (
    (["good"], 0, "good: 70,000 actions/s, 0.50 x, goal: reached\n"),
    (["slow"], 1, "slow: 12 ms, 1.25 x, goal: short\n"),
    (["slow", "counted"], 1, "slow: 12 ms, 1.25 x, goal: short\ncounted: 3, 1.00 x, goal: reached\n"),
    (["fast"], 2, "there is no benchmark `fast`; there are good, slow, counted\n"),
)


@pytest.mark.parametrize(("names", "code", "printed"), ENDS)
def test_the_exit_code_says_what_the_lines_say(
    names: list[str], code: int, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(names, fakes(), 3) == code
    assert capsys.readouterr().out == printed


def test_without_a_name_all_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([], fakes()) == 1
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_the_ratio_is_the_median_of_rounds_and_the_first_round_is_left_out() -> None:
    ticks = iter([0, 90, 0, 1, *[0, 2, 0, 4] * 2, 0, 9, 0, 3])
    found = race(lambda: None, lambda: None, rounds=3, clock=lambda: float(next(ticks)))
    assert (found.ours, found.baseline, found.ratio) == (2, 4, 0.5)


def test_every_named_benchmark_is_there_and_no_other() -> None:
    modules = Modules(NAMES)
    assert (tuple(modules), len(modules)) == (NAMES, len(NAMES))
    assert all(callable(modules[name]) for name in NAMES)
    with pytest.raises(KeyError):
        modules["frame"]
