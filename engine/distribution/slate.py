"""A state that is being written: all is read from the one before, then cells are changed one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isinf
from typing import Any

from engine.distribution.compile import Compiler
from engine.distribution.keyed import EMPTY
from engine.distribution.layout import ORIGIN, WRITTEN, add, cell, layout, mover
from engine.distribution.question import Answer, Distribution, Key
from engine.distribution.slice import Live
from rules.expression.type import NONE
from rules.program.slot import Slot

Work = list[Any]
# Change a state in the making that was *key*; return the reason of a refusal, or None.
Change = Callable[[Key, Work], str | None]


class Slate:
    """The variables that are live before or after a step that writes."""

    def __init__(self, compiler: Compiler, before: Live, after: Live) -> None:
        """Give each variable a place."""
        self.compiler = compiler
        self.before = before
        self.names = (*layout(before), *layout(after - before))
        self.blank = [None] * len(after - before)
        self.places = {name: place for place, name in enumerate(self.names)}
        self.move = mover(self.names, after)
        self.written = self.places.get(WRITTEN) if WRITTEN in after else None
        self.origin = self.places[ORIGIN]

    def family(self, slot: str) -> Family:
        """Return how the cells of a slot are read and written."""
        found = self.compiler.catalogue.slot(slot)
        noted = self.written if self.compiler.slice.notes(slot, self.before) else None
        return Family.of(found, self.places.get(cell(slot)), self.compiler.base[found.index], noted)

    def run(self, change: Change) -> Callable[[Distribution, Answer], Distribution]:
        """Return what changes every state of a distribution."""

        def run(states: Distribution, answer: Answer) -> Distribution:
            found = Distribution()
            for key, mass in states.items():
                work = [*key, *self.blank]
                reason = change(key, work)
                if reason is None:
                    add(found, self.move(work), mass)
                else:
                    answer.refuse(key[self.origin], reason, mass)
            return found

        return run


@dataclass(frozen=True, slots=True)
class Family:
    """The cells of a slot: in a state at *place*, or *constant* where it varies in none."""

    slot: Slot
    place: int | None
    constant: Any
    noted: int | None  # where it is noted that the slot was written
    least: int | None  # the slot's bounds
    most: int | None

    @classmethod
    def of(cls, slot: Slot, place: int | None, constant: Any, noted: int | None) -> Family:
        """Return a family with the bounds of its slot, which are asked for with every write."""
        least, most = (None if isinf(end) else int(end) for end in (slot.type.lo, slot.type.hi))
        return cls(slot, place, constant, noted, least, most)

    def held(self, work: Work, code: int) -> int:
        """Return what a cell holds; *code* is -1 for a slot that is not kept per record."""
        family = self.constant if self.place is None else work[self.place]
        if self.slot.kind:
            return int((family or EMPTY).get(code, self.slot.default))
        return self.slot.default if family is None else int(family)

    def store(self, work: Work, code: int, value: int, held: int) -> None:
        """Write a cell, and note it if that changed it."""
        if self.place is None:
            return
        if self.noted is not None and value != held:
            work[self.noted] = work[self.noted] | {self.slot.index}
        work[self.place] = work[self.place].put(code, value, self.slot.default) if self.slot.kind else value

    def bounded(self, value: int) -> int:
        """Return the value, cut to the slot's bounds; what is absent has none."""
        if value == NONE and self.slot.type.optional:
            return value
        if self.least is not None and value < self.least:
            return self.least
        return value if self.most is None or value <= self.most else self.most
