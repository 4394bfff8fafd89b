"""Actions of simulated players, played again -> actions a second; one of them against a function by hand.

What is played are the requests of a week of every profile, in their order, so that the mix is the game's.
The function by hand is the daily reward, and gives the same Outcome.
"""

from __future__ import annotations

from typing import Any

from benchmarks.by_hand import daily_of
from benchmarks.frame import Verdict, race
from benchmarks.recorded import Request, recorded
from engine.outcome import Accepted
from engine.player.run import Executor

LEAST_RATE = 60_000
LEAST_RATIO = 0.35  # of the speed of the function by hand
TIMES = 2_000


def measure(_: int | None) -> Verdict:
    """Play what was recorded."""
    ruleset, requests = recorded("reve")
    executor = Executor(ruleset.catalogue)
    again = race(lambda: play_all(executor, requests), lambda: play_all(executor, requests), rounds=5)
    rate = len(requests) / again.ours
    asked = next(each for each in requests if each[0].name == "daily" and _accepted(executor, each))
    by_hand = daily_of(ruleset)
    assert executor.play(*asked) == by_hand(*asked[1:]), "the function by hand does the same"

    def ours() -> None:
        for _ in range(TIMES):
            executor.play(*asked)

    def baseline() -> None:
        request = asked[1:]
        for _ in range(TIMES):
            by_hand(*request)

    speed = 1 / race(ours, baseline).ratio
    whose = f"{len(requests)} requests of {len(ruleset.profiles)} profiles"
    print(f"  {whose}; daily by hand does {speed:.2f} of its speed")
    return Verdict(f"{rate:,.0f} actions/s", speed, rate >= LEAST_RATE and speed >= LEAST_RATIO)


def play_all(executor: Executor, requests: list[Request]) -> None:
    """Play every request once."""
    for each in requests:
        executor.play(*each)


def _accepted(executor: Executor, request: tuple[Any, ...]) -> bool:
    return isinstance(executor.play(*request), Accepted)
