"""What one command of many players has written so far, and who is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from engine.columns.active import Active
from engine.columns.ledger import Ledger
from rules.expression.column_array import Array
from rules.expression.column_frame import Frame

FAULT = "fault"


class Cells(NamedTuple):
    """One cell of each of some rows; *keys* is None for a scalar slot."""

    slot: int
    keys: Array | None
    rows: Array

    @property
    def place(self) -> tuple[Array, ...] | Array:
        """Return the index of the cells in the slot's column."""
        return self.rows if self.keys is None else (self.keys, self.rows)

    def where(self, holds: Array) -> Cells:
        """Return the cells of the rows for which a truth holds, or which stand at these places."""
        return Cells(self.slot, None if self.keys is None else self.keys[holds], self.rows[holds])


class Draft:
    """Write cells so that a refusal can take the writes back, all but those that are kept."""

    def __init__(self, frame: Frame, seed: int, watched: Iterable[int]) -> None:
        """Begin with all rows accepted; *watched* are the slots for which it is noted whose were written."""
        self.frame = frame
        self.seed = seed
        self.written: dict[int, Array] = {index: np.zeros(frame.rows, dtype=np.bool_) for index in watched}
        self.alive = np.ones(frame.rows, dtype=np.bool_)
        self.reason = np.full(frame.rows, -1, dtype=np.int64)
        self.reasons: list[str] = []
        self.refusals = 0
        self.ledger = Ledger()
        self._undo: list[tuple[Cells, Array]] = []
        self._kept: list[tuple[Cells, Array]] = []

    def read(self, cells: Cells) -> Array:
        """Return what cells hold."""
        held: Array = self.frame.cells[cells.slot][cells.place]
        return held

    def write(self, cells: Cells, held: Array, new: Array) -> None:
        """Write cells that hold *held*; a slot counts as written where the value changes."""
        self._undo.append((cells, held))
        self.frame.cells[cells.slot][cells.place] = new
        written = self.written.get(cells.slot)
        if written is None and cells.slot not in self.frame.readers:
            return
        changed = cells.rows[held != new]
        self.frame.spoil(cells.slot, changed)
        if written is not None:
            written[changed] = True

    def keep(self, cells: Cells, new: Array) -> None:
        """Let a write outlive a refusal."""
        self._kept.append((cells, new))

    def refuse(self, rows: Array, reason: str) -> None:
        """Refuse the command of *rows*, if any."""
        if not len(rows):
            return
        if reason not in self.reasons:
            self.reasons.append(reason)
        self.alive[rows] = False
        self.reason[rows] = self.reasons.index(reason)
        self.refusals += 1

    def living(self, active: Active) -> Active:
        """Return those rows that were not refused meanwhile."""
        return active.where(self.alive[active.rows]) if self.refusals else active

    def take_back(self) -> None:
        """Give the refused rows what they had before, and the attempts that count."""
        if not self.refusals:
            return
        refused = ~self.alive
        for cells, held in reversed(self._undo):
            self._restore(cells, held, refused)
        for cells, new in self._kept:
            self._restore(cells, new, refused)

    def _restore(self, cells: Cells, values: Array, refused: Array) -> None:
        there = np.flatnonzero(refused[cells.rows])
        if not len(there):
            return
        again = cells.where(there)
        self.frame.cells[cells.slot][again.place] = values[there]
        self.frame.spoil(cells.slot, again.rows)
