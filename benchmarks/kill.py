"""Processes killed at each step of a command -> whether anything was lost, doubled or told twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.database import tables
from benchmarks.frame import Verdict
from tests.bank.kill import killed
from tests.bank.steps import STEPS
from tests.servers import postgres

TIMES = 100
A_MINUTE = 10


def measure(count: int | None) -> Verdict:
    """Kill so many at each step, on a server and in a file."""
    times = count or TIMES
    with postgres(durable=True) as server, tables(server) as url:
        wrong = killed(url, times)
    with tempfile.TemporaryDirectory() as folder:
        wrong += killed(f"sqlite:///{Path(folder) / 'game.db'}", times)
    print(f"  wrong: {wrong[:5]}")
    return Verdict(f"{2 * times * len(STEPS)} deaths, {len(wrong)} that do not add up", 1.0, not wrong)
