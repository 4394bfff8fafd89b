"""A live game on a real server -> how long commands take, how many a second beside PostgreSQL's TPC-B."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.database import Pgbench, tables
from benchmarks.frame import Verdict
from benchmarks.pressure import Felt, Pressure, joined, press
from engine.live.game import Bounds
from tests.servers import postgres

COMMANDS = 300_000
A_MINUTE = 60_000
PLAYERS, HOT = 10_000, 20
ROUNDS = 5
SECONDS = 5
IN_A_FILE = 5_000  # commands a second that one process answers
FOREVER = 1e9


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, and whether it was."""

    what: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second, by chance, and how long they may take (ms); *part* is how many of all commands."""

    per_second: int
    mean: float
    p99: float
    part: float


RATES = (Rate(500, 10, 50, 0.1), Rate(2000, 25, 150, 0.9))


def measure(count: int | None) -> Verdict:
    """Load it in every way."""
    goals: list[Goal] = []
    with postgres(durable=True) as server, tables(server) as url, tables(server) as bank:
        asyncio.run(joined(url, PLAYERS))
        asyncio.run(joined(bank, HOT, "bank"))
        ours, ratio, hot = _throughput(Pgbench(server), url, bank)
        goals.append(Goal(f"{ours:.0f} a second, {ratio:.2f} of TPC-B", ratio >= 1))
        goals.append(Goal(f"{hot:.2f} of TPC-B with {HOT} players", hot >= 1 / 2))
        goals.extend(_open(url, rate, int((count or COMMANDS) * rate.part)) for rate in RATES)
        goals.extend(_overload(url, ours))
    goals.append(_in_a_file())
    for goal in goals:
        print(f"  {'reached' if goal.reached else 'short'}: {goal.what}")
    return Verdict(f"{ours:.0f} commands a second", ratio, all(goal.reached for goal in goals))


def _throughput(pgbench: Pgbench, url: str, bank: str) -> tuple[float, float, float]:
    """Return commands a second, and the medians of what they are of TPC-B in turns; the first warms up."""
    pgbench.fill()
    rounds: list[tuple[float, float, float]] = []
    for turn in range(ROUNDS + 1):
        tpcb = pgbench.per_second(SECONDS)
        many = press(Pressure(url, f"many {turn}", SECONDS, at_once=64, players=PLAYERS))
        few = press(Pressure(bank, f"few {turn}", SECONDS, at_once=64, players=HOT, game="bank"))
        assert _errors(many, few) == [], _errors(many, few)[:3]
        told = [f"{felt.per_second:.0f} {dict(felt.outcomes)}" for felt in (many, few)]
        print(f"  TPC-B {tpcb:.0f}; many players {told[0]}; few {told[1]}")
        rounds.append((many.per_second, many.per_second / tpcb, few.per_second / tpcb))
    ours, ratio, hot = (median(column) for column in zip(*rounds[1:], strict=True))
    return ours, ratio, hot


def _open(url: str, rate: Rate, commands: int) -> Goal:
    felt = press(
        Pressure(url, f"open {rate.per_second}", FOREVER, commands, rate=rate.per_second, players=PLAYERS)
    )
    wrong = _errors(felt)
    times = f"mean {felt.mean:.1f}, p99 {felt.p99:.1f} ms"
    what = f"{len(felt.seconds)} at {rate.per_second} a second: {times}, {len(wrong)} errors"
    return Goal(what, felt.mean < rate.mean and felt.p99 < rate.p99 and not wrong)


def _overload(url: str, capacity: float) -> Iterator[Goal]:
    """Ask for twice as much as can be done."""
    pressure = Pressure(url, "twice", 4.0 * SECONDS, rate=2 * capacity, players=PLAYERS, bounds=Bounds())
    felt = press(pressure)
    served = felt.per_second / capacity
    yield Goal(f"at twice the capacity p99 of what is accepted is {felt.p99:.0f} ms", felt.p99 < 1000)
    yield Goal(f"{served:.2f} of the capacity served, {felt.outcomes['busy']} turned away", served >= 0.9)


def _in_a_file() -> Goal:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'game.db'}"
        asyncio.run(joined(url, PLAYERS))
        base = Pressure(url, "", SECONDS, at_once=64, players=PLAYERS)
        runs = [press(replace(base, turn=f"file {turn}"), 1).per_second for turn in range(3)]
    return Goal(f"{median(runs):.0f} a second in one process in a file", median(runs) >= IN_A_FILE)


def _errors(*felt: Felt) -> Sequence[str]:
    return [error for each in felt for error in (*each.errors, *["failed"] * each.outcomes["failed"])]
