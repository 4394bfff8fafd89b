"""States -> columns, and back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.state import State
from rules.expression.column_array import Array
from rules.expression.column_frame import Frame
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.slot import Slot


def frame_of(catalogue: Catalogue, states: Sequence[State], moments: Sequence[Moment]) -> Frame:
    """Return the states of many players as columns, each at his own moment; they share the public seed."""
    cells = [_column(catalogue, slot, states) for slot in catalogue.slots]
    seed = moments[0].seed if moments else 0
    return Frame(
        cells,
        _whole([moment.now for moment in moments]),
        _whole([moment.today for moment in moments]),
        _whole([moment.me for moment in moments]),
        seed,
    )


def states_of(catalogue: Catalogue, frame: Frame) -> list[State]:
    """Return the state of each row."""
    by_slot = [_cells(slot, cells) for slot, cells in zip(catalogue.slots, frame.cells, strict=True)]
    return [State(catalogue, list(cells)) for cells in zip(*by_slot, strict=True)]


def _whole(values: Sequence[int]) -> Array:
    return np.array(values, dtype=np.int64)


def _column(catalogue: Catalogue, slot: Slot, states: Sequence[State]) -> Array:
    if not slot.kind:
        return _whole([state.cells[slot.index] for state in states])
    column = np.full((catalogue.size(slot), len(states)), slot.default, dtype=np.int64)
    for row, state in enumerate(states):
        for code, value in state.cells[slot.index].items():
            column[code, row] = value
    return column


def _cells(slot: Slot, column: Array) -> list[int] | list[dict[int, int]]:
    if not slot.kind:
        whole: list[int] = column.tolist()
        return whole
    cells: list[dict[int, int]] = [{} for _ in range(column.shape[1])]
    codes, rows = np.nonzero(column != slot.default)
    for code, row, value in zip(codes.tolist(), rows.tolist(), column[codes, rows].tolist(), strict=True):
        cells[row][code] = value
    return cells


def row_of(catalogue: Catalogue, frame: Frame, row: int) -> tuple[State, Moment]:
    """Return the state of one row, and its moment."""
    cells = [
        _cells(slot, column[..., row : row + 1])[0]
        for slot, column in zip(catalogue.slots, frame.cells, strict=True)
    ]
    return State(catalogue, cells), Moment(
        int(frame.now[row]), int(frame.today[row]), int(frame.me[row]), frame.seed
    )
