"""A database restarted, cut off, frozen under load -> what was acknowledged and is gone, and for how long."""

from __future__ import annotations

from benchmarks.database import tables
from benchmarks.frame import Verdict
from tests.bank.faults import FAULTS, endure
from tests.servers import postgres

TIMES = 10
A_MINUTE = 3
AWAY = 3.0  # seconds
RESUMED = 5.0  # seconds after the database is back


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
    figure = f"{len(wrong)} that do not add up, play goes on {longest:.2f} s after"
    return Verdict(figure, longest / RESUMED, not wrong and longest <= RESUMED)
