"""What is measured and what it is measured against -> times, a verdict, a line.

Both run in the same process, in turns, so that what else the machine does falls on both alike; the ratio is
the median of the ratios of the rounds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from statistics import median

Run = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Race:
    """Median seconds of ours and of the baseline, and the median of ours / baseline."""

    ours: float
    baseline: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a benchmark found: a figure, its ratio to the baseline, and whether both are as they should be."""

    figure: str
    ratio: float
    reached: bool

    def line(self, name: str) -> str:
        """Return the last line that a benchmark prints."""
        return f"{name}: {self.figure}, {self.ratio:.2f} x, goal: {'reached' if self.reached else 'short'}"


Measure = Callable[[int | None], Verdict]  # told how many to try, if the caller says


def race(ours: Run, baseline: Run, *, rounds: int = 7, clock: Clock = time.process_time) -> Race:
    """Time both in turns; the first round only warms up."""
    pairs = [(_seconds(ours, clock), _seconds(baseline, clock)) for _ in range(rounds + 1)][1:]
    return Race(
        median(mine for mine, _ in pairs),
        median(other for _, other in pairs),
        median(mine / other for mine, other in pairs),
    )


def _seconds(run: Run, clock: Clock) -> float:
    start = clock()
    run()
    return max(clock() - start, 1e-9)


class Modules(Mapping[str, Measure]):
    """Benchmarks by name, each imported when it is asked for; some know how many minutes they take."""

    def __init__(self, names: tuple[str, ...], minutes: float | None = None) -> None:
        self._names = names
        self._minutes = minutes

    def __getitem__(self, name: str) -> Measure:
        if name not in self._names:
            raise KeyError(name)
        module = import_module(f"benchmarks.{name}")
        measure: Measure = module.measure
        a_minute: int | None = getattr(module, "A_MINUTE", None)
        if self._minutes is None or a_minute is None:
            return measure
        most = max(1, round(self._minutes * a_minute))
        return lambda count: measure(count or most)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def run(names: list[str], benchmarks: Mapping[str, Measure], count: int | None = None) -> int:
    """Run benchmarks, all where none is named, and print their lines; 0 if every goal was reached, else 1."""
    unknown = [name for name in names if name not in benchmarks]
    if unknown:
        print(f"there is no benchmark `{unknown[0]}`; there are {', '.join(benchmarks)}")
        return 2
    reached = True
    for name in names or list(benchmarks):
        verdict = benchmarks[name](count)
        print(verdict.line(name), flush=True)
        reached = reached and verdict.reached
    return 0 if reached else 1
