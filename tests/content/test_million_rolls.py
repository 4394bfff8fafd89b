"""A million rolls of counter luck through the columns are spread as the text of the tables says."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt
from typing import Any

import numpy as np
import pytest

from engine.columns.frame import frame_of
from engine.columns.run import Executor
from engine.state import State
from rules.expression import column_hash
from rules.expression.column_array import Array
from rules.program.moment import Moment
from rules.program.node import Program
from rules.ruleset import Ruleset
from tests.content.written import Drawing, Pack, Thing
from tests.games import game
from tests.packs import CONTENT

ROLLS = 1_000_000
ROWS = 20_000
SEED = 20_260_109
Z = 4.753  # beyond it lies a millionth of a normal distribution


def normal(statistic: float, freedom: int) -> float:
    """Return how many deviations a chi-square lies above what it should be (Wilson and Hilferty 1931)."""
    spread = 2 / (9 * freedom)
    return (float((statistic / freedom) ** (1 / 3)) - (1 - spread)) / sqrt(spread)


def far_off(found: Mapping[str, int], expected: Mapping[str, Fraction]) -> float:
    """Return by how many deviations rolls are spread otherwise than expected."""
    rolls = sum(found.values())
    assert found.keys() <= {id_ for id_, share in expected.items() if share}
    parts = [
        (found.get(id_, 0) - float(rolls * share)) ** 2 / float(rolls * share)
        for id_, share in expected.items()
        if share
    ]
    assert min(float(rolls * share) for share in expected.values() if share) > 5
    return normal(sum(parts), len(parts) - 1)


def drawn(
    ruleset: Ruleset, program: Program, slot: str, starts: list[dict[str, int]], params: Mapping[str, int]
) -> list[Array]:
    """Return by start how often each record was drawn, in all a million times; the last: how often none."""
    catalogue, executor = ruleset.catalogue, Executor(ruleset.catalogue)
    state, index = State.empty(catalogue), catalogue.slot(slot).index
    frame = frame_of(catalogue, [state] * ROWS, [Moment(0, 20_462, row, 1) for row in range(ROWS)])
    which = np.arange(ROWS) % len(starts)
    asked = {name: np.full(ROWS, value) for name, value in params.items()}
    counts = [np.zeros(len(frame.cells[index]) + 1, dtype=np.int64) for _ in starts]
    for occasion in range(ROLLS // ROWS):
        for name in starts[0]:
            frame.cells[catalogue.slot(name).index][:] = np.array([start[name] for start in starts])[which]
        frame.cells[index][:] = 0
        frame.forget()
        executor.play(program, frame, asked, SEED, column_hash.start(frame.me, np.array([occasion])))
        given = frame.cells[index]
        for number, count in enumerate(counts):
            mine = given[:, which == number]
            count[:-1] += mine.sum(axis=1)
            count[-1] += int((mine.sum(axis=0) == 0).sum())
    return counts


def named(ids: tuple[str, ...], counts: Array) -> dict[str, int]:
    """Return counts by id."""
    return {id_: count for id_, count in zip((*ids, "nothing"), counts.tolist(), strict=True) if count}


def expected(
    pack: Pack, table: str, start: Mapping[str, int], ids: tuple[str, ...], names: Any
) -> dict[str, Fraction]:
    """Return the share of each record, and of none, by the text."""
    apart = Drawing(pack, dict(names))
    apart.times(table, 1, start)
    shares = {id_: apart.expected[id_] for id_ in ids if apart.expected[id_]}
    return {**shares, "nothing": 1 - sum(shares.values(), Fraction(0))}


@pytest.mark.system("G10")
def test_a_million_echoes_are_spread_as_they_are_written() -> None:
    ruleset, pack = game("reve"), Pack.read(CONTENT / "reve")
    program = Program(
        "open", ruleset.programs["open_echo"].params, (("do", ruleset.programs["open_echo"].phase("do")),)
    )
    starts = [{"echo_pity": misses} for misses in (0, 73, 80, 86)]
    ids = ruleset.catalogue.kinds["esprit"].ids
    for start, counts in zip(
        starts, drawn(ruleset, program, "owned.esprit", starts, {"echo": 0}), strict=True
    ):
        assert far_off(named(ids, counts), expected(pack, "echo_standard", start, ids, {})) < Z


def test_a_million_wishes_are_spread_as_they_are_written() -> None:
    ruleset, pack = game("banner"), Pack.read(CONTENT / "examples" / "banner")
    wish = ruleset.programs["wish"]
    names = ("since_five", "since_four", "lost_five", "lost_four")
    starts = [
        dict(zip(names, start, strict=True))
        for start in ((0, 0, 0, 0), (80, 9, 0, 1), (76, 4, 1, 0), (0, 9, 1, 1))
    ]
    kinds = ruleset.catalogue.kinds
    params = {"banner": kinds["banner"].codes["long_night"], "count": 1}
    program = Program("wish", wish.params, (("do", wish.phase("do")),))
    found = drawn(ruleset, program, "owned.wanderer", starts, params)
    banner = {"b": Thing(pack, "banner", "long_night")}
    for start, counts in zip(starts, found, strict=True):
        wanted = expected(pack, "wish", start, kinds["wanderer"].ids, banner)
        assert far_off(named(kinds["wanderer"].ids, counts), wanted) < Z


def test_a_hundredth_part_of_an_entry_that_comes_too_often_is_seen() -> None:
    fair = {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert far_off({"a": 505_000, "b": 495_000}, fair) > Z > far_off({"a": 501_000, "b": 499_000}, fair)
