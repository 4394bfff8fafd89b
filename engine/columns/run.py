"""A program, columns of players, parameters and a seed -> what became of everybody's command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.columns.active import Active
from engine.columns.assemble import Assembled, assemble
from engine.columns.draft import Draft
from engine.columns.ledger import Ledger, Totals
from rules.expression.column import ColumnCode
from rules.expression.column_array import Array
from rules.expression.column_frame import Frame
from rules.program.catalogue import Catalogue
from rules.program.node import Program


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of each row.

    *frame* has the cells afterwards (those of a refused row differ only in attempts that count). *reason* is
    -1 where the command was accepted, else its place in *reasons*. *ledger* has lines of refused rows too.
    """

    frame: Frame
    reason: Array
    reasons: tuple[str, ...]
    ledger: Ledger
    catalogue: Catalogue

    @property
    def accepted(self) -> Array:
        """Tell which rows were accepted."""
        accepted: Array = self.reason < 0
        return accepted

    @property
    def totals(self) -> Totals:
        """Return what the rows that were accepted made and spent."""
        return self.ledger.totals(self.catalogue, self.accepted)


class Executor:
    """Run programs of one catalogue over columns; each is assembled when it is first asked for, and kept."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin with nothing assembled."""
        self.catalogue = catalogue
        self._code = ColumnCode(catalogue)
        self._assembled: dict[int, tuple[Program, Assembled]] = {}  # by identity; the program is held

    def play(
        self,
        program: Program,
        frame: Frame,
        params: Mapping[str, Array],
        seed: int,
        coordinate: Array,
        rows: Array | None = None,
    ) -> Outcomes:
        """Run *program* for *rows*, each once (for every row, if left out), and write to the frame's cells.

        Parameters and coordinates are those of the rows that run. Luck is that of `CounterChance(seed)`,
        beginning at each row's *coordinate* (see `column_hash.start`). What
        `engine.columns.forms.refused_forms` names cannot be run.
        """
        assembled = self._find(program)
        frame.locals.clear()
        frame.tallies.clear()
        if rows is None:
            rows = np.arange(frame.rows)
        for name, values in params.items():
            frame.bind(name, rows, values)
        draft = Draft(frame, seed, assembled.watched)
        with np.errstate(all="ignore"):
            assembled.action(draft, Active(rows, coordinate))
        for slot in assembled.scratch:
            frame.cells[slot.index][..., draft.alive] = slot.default
            frame.spoil(slot.index, draft.alive)
        draft.take_back()
        return Outcomes(frame, draft.reason, tuple(draft.reasons), draft.ledger, self.catalogue)

    def _find(self, program: Program) -> Assembled:
        found = self._assembled.get(id(program))
        if found is None:
            found = self._assembled[id(program)] = program, assemble(self._code, program)
        return found[1]
