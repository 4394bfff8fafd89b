"""What column code sees: the cells of many players at once, and the rows and loops it is evaluated for."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from rules.expression.column_array import Array, broadcast
from rules.expression.type import NONE

Tallies = dict[int, Array]  # slot index -> [rows], or [records, rows]


@dataclass(slots=True)
class Memory:
    """What a formula was in each row, and where that may have changed since."""

    values: Array
    stale: Array

    def learn(self, rows: Array, values: Array) -> None:
        """Remember values, one for each row or one for all."""
        if self.values.dtype != values.dtype:
            fresh = self.stale.all()
            self.values = self.values.astype(values.dtype if fresh else np.result_type(self.values, values))
        self.values[rows] = values
        self.stale[rows] = False


@dataclass(slots=True)
class Frame:
    """Hold one command of many players: a column for each cell.

    *cells*: by slot, int64 `[rows]`, or `[records, rows]` for a slot kept per record; whoever writes to them
    spoils what is remembered. *now, today, me*: int64 `[rows]`. *readers*: by slot, what hangs on its cells.
    """

    cells: list[Array]
    now: Array
    today: Array
    me: Array
    seed: int = 0
    locals: dict[str, Array] = field(default_factory=dict)
    tallies: dict[str, Tallies] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    readers: dict[int, list[Memory]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many players there are."""
        return len(self.me)

    def remember(self, name: str, slots: tuple[int, ...]) -> Memory:
        """Return the memory of a formula that reads cells of *slots*."""
        memory = self.memories.get(name)
        if memory is None:
            nothing = np.zeros(self.rows, dtype=np.int64)
            memory = self.memories[name] = Memory(nothing, np.ones(self.rows, dtype=np.bool_))
            for slot in slots:
                self.readers.setdefault(slot, []).append(memory)
        return memory

    def spoil(self, slot: int, rows: Array) -> None:
        """Forget what hangs on cells of a slot that were written in *rows*."""
        for memory in self.readers.get(slot, ()):
            memory.stale[rows] = True

    def forget(self) -> None:
        """Forget all that is remembered: cells were written from outside."""
        self.memories.clear()
        self.readers.clear()

    def bind(self, name: str, rows: Array, values: Array) -> None:
        """Give a local its values at *rows*; what it was elsewhere, at first `NONE`, stays."""
        held = self.locals.get(name)
        if len(rows) == self.rows and values.shape == rows.shape:
            self.locals[name] = values.astype(np.result_type(np.int64, values.dtype))  # a copy
            return
        if held is None:
            held = np.full(self.rows, NONE, dtype=np.result_type(np.int64, values.dtype))
        elif held.dtype != values.dtype:
            held = held.astype(np.result_type(held, values))
        held[rows] = values
        self.locals[name] = held


class View:
    """The rows and loop variables for which an expression is evaluated.

    Values broadcast to `[members of the innermost loop, ..., members of the outermost, rows]`; *depth* counts
    the loops.
    """

    __slots__ = ("bound", "depth", "frame", "rows")

    def __init__(self, frame: Frame, rows: Array, bound: dict[str, Array], depth: int = 0) -> None:
        """Look at *rows* of a frame."""
        self.frame = frame
        self.rows = rows
        self.bound = bound
        self.depth = depth

    @property
    def shape(self) -> tuple[int, ...]:
        """Return what values broadcast to that hang on all that is bound."""
        return np.broadcast_shapes(self.rows.shape, *(values.shape for values in self.bound.values()))

    def at(self, places: tuple[Array, ...]) -> View:
        """Return the view of some places of the shape, one for each dimension: they become its rows."""
        shape = self.shape
        bound = {name: broadcast(values, shape)[places] for name, values in self.bound.items()}
        return View(self.frame, self.rows[places[-1]], bound)

    def flat(self) -> View:
        """Return the same view with its shape laid out in one dimension."""
        shape = self.shape
        if len(shape) > 1:
            return self.at(tuple(np.indices(shape).reshape(len(shape), -1)))
        # Loops around a formula whose parameters hang on none of them are no axes of it.
        return View(self.frame, self.rows, self.bound) if self.depth else self

    def inside(self, var: str, members: Array) -> View:
        """Return the view of a loop's body: one axis more, in front."""
        return View(self.frame, self.rows, {**self.bound, var: members}, self.depth + 1)

    def called(self, params: dict[str, Array]) -> View:
        """Return the view of a formula's body, which sees its parameters alone."""
        return View(self.frame, self.rows, params, self.depth)
