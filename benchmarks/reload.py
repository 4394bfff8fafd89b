"""A thousand reloads, half of them bad, while three processes are asked for 500 commands a second.

No command may fail, each receipt names one ruleset, which was the active one, no event loop is kept from its
work for 50 ms, and the processes switch within a second of each other.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from benchmarks.database import tables
from benchmarks.frame import Verdict
from benchmarks.load import Goal
from benchmarks.reloading import Fared, Storm, storm, write
from engine.live.activate import activate
from engine.live.query import reading
from engine.live.rulesets import Rulesets
from engine.live.store.connect import connect
from engine.live.store.schema import generation, receipt
from rules.load import load
from tests.servers import postgres

RELOADS = 1_000
A_MINUTE = 30
LATE, APART = 0.050, 1.0  # seconds


def measure(count: int | None) -> Verdict:
    """Reload so many times."""
    with postgres(durable=True) as server, tables(server) as url, tempfile.TemporaryDirectory() as folder:
        felt, wrong = reloaded(Storm(url, Path(folder) / "pack", count or RELOADS))
    goals = list(_goals(felt, wrong, count or RELOADS))
    for goal in goals:
        print(f"  {'reached' if goal.reached else 'short'}: {goal.what}")
    worst = _worst(felt)[1]
    return Verdict(f"{worst * 1000:.0f} ms at most", worst / LATE, all(goal.reached for goal in goals))


def reloaded(what: Storm) -> tuple[list[Fared], list[str]]:
    """Reload while it is played; return what each process saw, and which receipts are wrong."""
    asyncio.run(_first(what))
    felt = storm(what)
    return felt, asyncio.run(wrong_receipts(what.url))


async def _first(what: Storm) -> None:
    write(what, 0)
    ruleset = load(what.pack).ruleset
    assert ruleset is not None
    store = connect(what.url)
    await store.open()
    try:
        await activate(store, Rulesets(store.engine), ruleset, "first")
    finally:
        await store.close()


async def wrong_receipts(url: str) -> list[str]:
    """Return the receipts that name another ruleset than the one that was active in their generation."""
    store = connect(url)
    await store.open()
    try:
        async with reading(store.engine) as line:
            active = dict((await line.execute(select(generation.c.generation, generation.c.ruleset))).all())
            rows = await line.execute(select(receipt.c.id, receipt.c.generation, receipt.c.ruleset))
            return [row.id for row in rows if active[row.generation] != row.ruleset]
    finally:
        await store.close()


def _goals(felt: Sequence[Fared], wrong: Sequence[str], reloads: int) -> Sequence[Goal]:
    outcomes, errors = Counter[str](), [error for each in felt for error in each.errors]
    for each in felt:
        outcomes += each.outcomes
    for error in errors[:5]:
        print(f"  {error}")
    times = sorted(second for each in felt for second in each.seconds)
    spread, all_went = apart(felt)
    wall, own = _worst(felt)
    late = sorted((mine for each in felt for _, mine in each.late), reverse=True)
    took = sorted(felt[0].took)
    p99, middle = 1000 * times[len(times) * 99 // 100], took[len(took) // 2]
    answered = f"{sum(outcomes.values())} commands: {dict(outcomes)}, p99 {p99:.0f} ms"
    came = f"{dict(felt[0].came)} of {reloads} reloads, {middle:.1f} s each"
    switched = f"{all_went} switches of all processes, at most {spread:.2f} s apart"
    stalled = (
        f"event loops at most {own * 1000:.0f} ms late by what their process did "
        f"({sum(each > LATE for each in late)} over {LATE * 1000:.0f} ms), {wall * 1000:.0f} ms in all"
    )
    return (
        Goal(answered, not errors and not outcomes["failed"] and not outcomes["busy"]),
        Goal(came, felt[0].came["Activated"] == (reloads + 1) // 2),
        Goal(f"{len(wrong)} receipts name a ruleset that was not active", not wrong),
        Goal(switched, spread < APART),
        Goal(stalled, own < LATE),
    )


def _worst(felt: Sequence[Fared]) -> tuple[float, float]:
    """Return by how much a loop was late at most, in all, and by what its own process did."""
    late = [each for one in felt for each in one.late] or [(0.0, 0.0)]
    return max(wall for wall, _ in late), max(own for _, own in late)


def apart(felt: Sequence[Fared]) -> tuple[float, int]:
    """Return how long after the first the last process switched, at most, and how often all did."""
    shared = set.intersection(*({*each.switched} for each in felt))
    spreads = [
        max(each.switched[what] for each in felt) - min(each.switched[what] for each in felt)
        for what in shared
    ]
    return max(spreads, default=0.0), len(spreads)
