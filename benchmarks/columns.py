"""Many simulated players -> whether all ways to live them agree, and how fast they are.

Generated games are lived one by one, as columns and compiled, and must come to the same. Then the default
game is lived by a million players with what `reve simulate` uses, and by some with the player executor, which
it is measured against. How much of a second core was free is found with a fixed amount of work; where others
needed it, two workers cannot be faster than one, and processor time is judged in place of the clock.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.frame import Verdict
from benchmarks.generated import PACKS, compare
from benchmarks.recorded import CONTENT, shipped
from cli.simulating.executor import Executor
from cli.simulating.way import Way, way
from cli.simulating.workers import Task, lived
from engine.lab.simulate import Experiment, apportioned
from engine.lab.summary import Summary
from rules.ruleset import Ruleset

PLAYERS, DAYS, SEED, FIRST_DAY = 1_000_000, 30, 1, 20_454
ALONE, BESIDE = 200, 40_000  # players for the player executor and for columns
MOST_SECONDS, MOST_BYTES, LEAST_ACTIONS = 30, 1_000_000_000, 8
LEAST_RATIO, LEAST_RATE, LEAST_GAIN = 80, 5_000_000, 1.6
FREE = 0.9  # of a second core, from which on two workers have to pay
WORK = 6_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """So many players, lived: how long it took, how much processor time of all processes, what they did."""

    players: int
    seconds: float
    processor: float
    summaries: Mapping[str, Summary]

    @property
    def actions(self) -> int:
        """Return how many actions were carried out."""
        return sum(summary.actions.total() for summary in self.summaries.values())

    @property
    def rate(self) -> float:
        """Return how many actions a second of one core were carried out, whatever else the cores did."""
        return self.actions / self.processor

    @property
    def a_day(self) -> float:
        """Return how many actions a player carries out on a day on which he comes."""
        return self.actions / sum(summary.visits for summary in self.summaries.values())


def measure(count: int | None) -> Verdict:
    """Compare games, then time the default game's players."""
    found = compare(count if count is not None else PACKS)
    compiled, differ = f"{found.compiled:,} of them compiled", len(found.differences)
    print(f"  {found.packs:,} generated games, {compiled}: {differ} differ")
    for apart in found.differences[:5]:
        print(f"    {apart}")
    ruleset = shipped("reve")
    alone = _run(ruleset, ALONE, Way(Executor.PLAYER), 1)
    columns = _run(ruleset, BESIDE, Way(Executor.COLUMNS), 1)
    print(f"  player executor: {alone.rate:,.0f} actions/s")
    print(f"  columns: {columns.rate:,.0f} actions/s, {columns.rate / alone.rate:.1f} x")
    chosen = way(ruleset, _experiment(ruleset, PLAYERS), Executor.AUTO)
    free = _free()
    one = _run(ruleset, PLAYERS // 4, chosen, 1)
    two = _run(ruleset, PLAYERS, chosen, 2)
    memory, ratio = _memory(), one.rate / alone.rate
    gain = two.actions / two.seconds / (one.actions / one.seconds)
    seconds = two.seconds if free >= FREE else two.processor / 2
    print(f"  {chosen.executor}: {one.rate:,.0f} actions/s a core, {ratio:.0f} x the player executor")
    print(f"  two workers: {gain:.2f} x one, while {free:.0%} of a second core was free")
    print(f"  {two.seconds:.1f} s, {two.processor:.1f} s of processor time: half of it on two free cores")
    print(f"  {two.a_day:.1f} actions a day, {memory / 1e6:,.0f} MB in the largest process")
    reached = (
        not found.differences
        and seconds <= MOST_SECONDS
        and memory < MOST_BYTES
        and two.a_day >= LEAST_ACTIONS
        and ratio >= LEAST_RATIO
        and one.rate >= LEAST_RATE
        and (gain >= LEAST_GAIN or free < FREE)
    )
    return Verdict(f"{PLAYERS:,} players x {DAYS} days in {seconds:.1f} s", ratio, reached)


def _experiment(ruleset: Ruleset, players: int) -> Experiment:
    return Experiment(apportioned(ruleset, players, tuple(ruleset.profiles)), DAYS, SEED, FIRST_DAY)


def _run(ruleset: Ruleset, players: int, chosen: Way, workers: int) -> Run:
    task = Task(CONTENT / "reve", _experiment(ruleset, players), chosen)
    begins, before = time.perf_counter(), _processor()
    gathered = lived(task, workers, lambda _: None)
    return Run(players, time.perf_counter() - begins, _processor() - before, gathered.summaries)


def _processor() -> float:
    """Return the processor time of this process and of those that it waited for."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in times)


def _free() -> float:
    """Return how much of a second core is free: what two processes do at once, against what one does."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(_work, (1, 1)))  # both are there
        single = _seconds(pool, 1)
        return min(1.0, max(0.0, 2 * single / _seconds(pool, 2) - 1))


def _seconds(pool: ProcessPoolExecutor, processes: int) -> float:
    begins = time.perf_counter()
    list(pool.map(_work, [WORK] * processes))
    return time.perf_counter() - begins


def _work(rounds: int) -> int:
    found = 0
    for number in range(rounds):
        found ^= number
    return found


def _memory() -> int:
    """Return the bytes of the largest process so far: this one, a worker, the compiler."""
    largest = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return largest if sys.platform == "darwin" else largest * 1024
