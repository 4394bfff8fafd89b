"""Draws of 200 entries by columns, `Choose` and `Select`, against `random.choices` called once for each pull.

Both are whole programs: a roll for each row, its place bound to a local. Rejection is part of every roll.
"""

from __future__ import annotations

from random import Random

import numpy as np

from benchmarks.frame import Verdict, race
from engine.columns.frame import frame_of
from engine.columns.run import Executor
from engine.state import State
from rules.expression.column_array import Array
from rules.expression.node import Domain, Field, Local
from rules.expression.type import COUNT, record
from rules.program.catalogue import Catalogue, Kind
from rules.program.moment import Moment
from rules.program.node import Choose, Program, Select, Step, Weights
from rules.site import Site

LEAST = 400.0
ENTRIES = 200
ROWS = 12_288  # columns that stay in the cache, and below the size that is mapped anew each time
PULLS = 400
CARD = record("card")


def measure(_: int | None) -> Verdict:
    """Draw from both; the slower one counts."""
    weights = Random(5).choices(range(1, 100_000), k=ENTRIES)
    names = tuple(f"c{number:03}" for number in range(ENTRIES))
    catalogue = Catalogue({"card": Kind("card", names, {"weight": tuple(weights)})}, (), {})
    weigh = Field(COUNT, "card", "weight", Local(CARD, "it"))
    steps: dict[str, Step] = {
        "Choose": Choose(Site("choose"), "c", Weights(rows=(tuple(weights),))),
        "Select": Select(Site("select"), "c", Domain("kind", ENTRIES, kind="card"), "it", None, weigh),
    }
    found = {name: _speed(catalogue, step, weights, name) for name, step in steps.items()}
    return Verdict(
        f"{min(found.values()):.0f} x random.choices", min(found.values()), min(found.values()) >= LEAST
    )


def _speed(catalogue: Catalogue, step: Step, weights: list[int], name: str) -> float:
    """Return how many times as many pulls a second the columns make."""
    executor, program = Executor(catalogue), Program("draw", (), (("do", (step,)),))
    moment = Moment(0, 0)
    frame = frame_of(catalogue, [State.empty(catalogue)] * ROWS, [moment] * ROWS)
    coordinate: Array = np.arange(ROWS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    random, places = Random(1), range(ENTRIES)

    def ours() -> None:
        executor.play(program, frame, {}, 1, coordinate)

    def baseline() -> None:
        for _ in range(PULLS):
            random.choices(places, weights)

    found = race(ours, baseline, rounds=25)
    counts = np.bincount(frame.locals["c"], minlength=ENTRIES)
    assert abs(float(counts[np.argmax(weights)]) / ROWS - max(weights) / sum(weights)) < 0.01
    speed = ROWS / PULLS / found.ratio
    print(f"  {name}: {found.ours / ROWS * 1e9:.1f} ns a draw, {speed:.0f} x")
    return speed
