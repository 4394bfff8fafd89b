"""Formulas with loops are evaluated again where a cell that they read was written, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from engine.columns.draft import Cells, Draft
from rules.expression.column import ColumnCode
from rules.expression.column_frame import Frame, Memory
from rules.expression.node import Apply
from rules.expression.type import COUNT, number
from tests.rules.expression.remembered import with_formulas
from tests.rules.expression.spying import Spying

ROWS = 6
ALL = np.arange(ROWS)
CATALOGUE = with_formulas(
    total=((), "sum(owned(e) * floor(power(e)) for e in esprit)"),
    share=((), "sum(owned(e) for e in esprit) / 2"),
    due=((), "count(e for e in esprit if now > start_of(today))"),
)
OWNED, XP = (CATALOGUE.slot(name).index for name in ("owned.esprit", "xp"))


def frame() -> Frame:
    """Return players who own as many of the third esprit as their place says, and nothing else."""
    cells = [
        np.full((len(kind.ids), ROWS) if (kind := CATALOGUE.kinds.get(slot.kind)) else ROWS, slot.default)
        for slot in CATALOGUE.slots
    ]
    cells[OWNED][2] = ALL
    return Frame(cells, ALL, ALL, ALL)


def total() -> tuple[Spying, list[int]]:
    spying = Spying(CATALOGUE, CATALOGUE.formulas["total"].bodies[0])
    return spying, [99 * row for row in range(ROWS)]


def test_what_was_evaluated_is_remembered_until_a_cell_that_it_reads_is_written() -> None:
    spying, expected = total()
    read, players = spying.function(Apply(COUNT, "total", ())), frame()
    for _ in range(2):
        assert read(players, ALL[:4]).tolist() == expected[:4]
    assert spying.asked == [4]
    draft = Draft(players, 0, ())
    draft.write(Cells(XP, None, ALL), np.zeros(ROWS), np.ones(ROWS))
    draft.write(Cells(OWNED, np.array([2, 2]), ALL[1:3]), np.array([1, 2]), np.array([1, 5]))
    expected[2] = 99 * 5
    assert read(players, ALL).tolist() == expected
    assert spying.asked == [4, 3]  # the two who were not asked before, and the one whose cell changed


def test_what_a_refusal_takes_back_is_evaluated_again() -> None:
    spying, expected = total()
    read, players = spying.function(Apply(COUNT, "total", ())), frame()
    draft = Draft(players, 0, ())
    draft.write(Cells(OWNED, np.full(ROWS, 2), ALL), ALL, ALL + 1)
    assert read(players, ALL).tolist() == [each + 99 for each in expected]
    draft.refuse(ALL[3:], "no")
    draft.take_back()
    assert read(players, ALL).tolist() == [each + 99 for each in expected[:3]] + expected[3:]
    assert spying.asked == [6, 3]


def test_a_row_that_is_asked_for_twice_is_evaluated_once() -> None:
    spying, expected = total()
    read = spying.function(Apply(COUNT, "total", ()))
    assert read(frame(), np.array([4, 1, 4])).tolist() == [expected[4], expected[1], expected[4]]
    assert spying.asked == [2]


def test_what_hangs_on_the_time_is_evaluated_again() -> None:
    spying = Spying(CATALOGUE, CATALOGUE.formulas["due"].bodies[0])
    read, players = spying.function(Apply(COUNT, "due", ())), frame()
    for now, due in ((-(10**9), 0), (10**9, 4)):
        players.now, players.today = np.full(ROWS, now), np.zeros(ROWS, dtype=np.int64)
        assert read(players, ALL).tolist() == [due] * ROWS
    assert len(spying.asked) == 2


def test_what_is_no_whole_number_is_remembered_as_it_is() -> None:
    read, players = ColumnCode(CATALOGUE).function(Apply(number(), "share", ())), frame()
    assert read(players, ALL[:4]).tolist() == [0.0, 0.5, 1.0, 1.5]
    assert read(players, ALL).tolist() == [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]


@pytest.mark.parametrize("learnt", [(7, 0.5), (0.5, 7)])
def test_a_memory_of_whole_numbers_and_others_keeps_both(learnt: tuple[float, float]) -> None:
    memory = Memory(np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.bool_))
    for row, value in enumerate(learnt):
        memory.learn(np.array([row]), np.array([value]))
    assert memory.values.tolist() == [*learnt, 0]
    assert memory.stale.tolist() == [False, False, True]


def test_all_that_is_remembered_is_evaluated_again_once_it_is_forgotten() -> None:
    spying, expected = total()
    read, players = spying.function(Apply(COUNT, "total", ())), frame()
    assert read(players, ALL).tolist() == expected
    players.cells[OWNED][2] = ALL + 1  # as who writes from outside does: nothing is spoilt
    assert read(players, ALL).tolist() == expected
    players.forget()
    assert read(players, ALL).tolist() == [each + 99 for each in expected]
