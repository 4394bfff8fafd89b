"""The rows for which a step runs, and where their luck stands."""

from __future__ import annotations

from rules.expression import column_hash
from rules.expression.column_array import Array


class Active:
    """Rows of a frame, each once, and for each of them a coordinate, which is worked out when a roll asks."""

    __slots__ = ("_coordinate", "_steps", "rows")

    def __init__(self, rows: Array, coordinate: Array, steps: tuple[Array, ...] = ()) -> None:
        """Stand at *coordinate*, inside rounds *steps* that are still to be mixed in."""
        self.rows = rows
        self._coordinate = coordinate
        self._steps = steps

    def __len__(self) -> int:
        """Return how many rows are active."""
        return len(self.rows)

    @property
    def coordinate(self) -> Array:
        """Return the coordinate of each row."""
        for step in self._steps:
            self._coordinate = column_hash.inside(self._coordinate, step)
        self._steps = ()
        return self._coordinate

    def where(self, holds: Array) -> Active:
        """Return the rows for which a truth, one for each, holds."""
        if holds.all():
            return self
        places = holds.nonzero()[0]
        steps = tuple(step if len(step) == 1 else step[places] for step in self._steps)
        return Active(self.rows[places], self._coordinate[places], steps)

    def at(self, places: Array) -> Active:
        """Return the rows that stand at *places* among these."""
        return Active(self.rows[places], self.coordinate[places])

    def inside(self, step: Array) -> Active:
        """Return the same rows in round *step* (64 bits, one for all or one for each) of a loop."""
        return Active(self.rows, self._coordinate, (*self._steps, step))
