"""A database or Redis that is hurt under load -> what was acknowledged and is gone, and for how long."""

from __future__ import annotations

import asyncio

from benchmarks.database import tables
from benchmarks.frame import Verdict
from benchmarks.recorded import shipped
from tests.bank.faults import FAULTS, endure
from tests.bank.steps import STEPS
from tests.bank.without_redis import HARMS, hurt
from tests.servers import postgres, redis

TIMES = 10
A_MINUTE = 3
AWAY = 3.0  # seconds
RESUMED = 5.0  # seconds after the database is back
ADDED = 0.1  # seconds that a command takes longer, where Redis is gone


def measure(count: int | None) -> Verdict:
    """Have every fault so many times."""
    wrong: list[str] = []
    longest = 0.0
    with postgres(durable=True) as server:
        for fault in FAULTS:
            for _ in range(count or TIMES):
                with tables(server) as url:
                    endured = endure(server, url, fault, AWAY)
                after = endured.gap - (AWAY if fault != "connections cut" else 0.0)
                longest = max(longest, after)
                wrong += endured.wrong
                print(
                    f"  {fault}: nothing was answered for {endured.gap:.2f} s, {endured.refused} asked to "
                    f"try again, wrong: {endured.wrong[:3]}"
                )
    lost, added = _without_redis()
    wrong += lost
    figure = f"{len(wrong)} that do not add up, play goes on {longest:.2f} s after"
    return Verdict(figure, longest / RESUMED, not wrong and longest <= RESUMED and added <= ADDED)


def _without_redis() -> tuple[list[str], float]:
    """Hurt Redis at each step of a command; return what is wrong, and what that added to the slowest (s)."""
    wrong: list[str] = []
    slowest = 0.0
    game = shipped("reve")
    with postgres(durable=True) as server, redis(own=True) as beside:
        for harm in HARMS:
            added = []
            for step in STEPS:
                with tables(server) as url:
                    found = asyncio.run(hurt(url, game, beside, step, harm))
                wrong += found.wrong
                added.append(found.added)
            slowest = max(slowest, *added)
            print(f"  Redis {harm} at each of {len(STEPS)} steps: {1000 * max(added):.0f} ms more at most")
    return wrong, slowest
