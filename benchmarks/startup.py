"""`reve --help` against `python -c pass`: how long a designer waits for nothing."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.frame import Run, Verdict, race

MOST = 0.120  # seconds


def measure(_: int | None) -> Verdict:
    """Start both."""
    found = race(
        _started("-m", "cli.main", "--help"), _started("-c", "pass"), rounds=11, clock=time.perf_counter
    )
    return Verdict(f"{found.ours * 1000:.0f} ms", found.ratio, found.ours <= MOST)


def _started(*arguments: str) -> Run:
    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 - ourselves

    return run
