"""A ruleset -> where cells, assets and causes stand in the arrays that generated code and callers share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from engine.lab.watch import Watch
from rules.program.catalogue import Catalogue
from rules.program.node import Assign, Give, Program, Take
from rules.program.parts import parts
from rules.program.slot import Slot
from rules.ruleset import Ruleset


class Goods(NamedTuple):
    """A kind whose different records are counted: its first cell, and how many it has."""

    kind: str
    begins: int
    size: int


@dataclass(frozen=True)
class Layout:
    """Number what is counted; a player's cells lie side by side, those of a slot in the order of records."""

    ruleset: Ruleset
    watch: Watch

    @property
    def catalogue(self) -> Catalogue:
        """Return the constant part of the ruleset."""
        return self.ruleset.catalogue

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Return where each slot begins; after the last, how many cells there are."""
        found = [0]
        for slot in self.catalogue.slots:
            found.append(found[-1] + self.size(slot))
        return tuple(found)

    def size(self, slot: Slot) -> int:
        """Return how many cells a slot has."""
        return self.catalogue.size(slot)

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """Return what each cell of a new player holds, before initial values are worked out."""
        return tuple(slot.default for slot in self.catalogue.slots for _ in range(self.size(slot)))

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """Return every program that a profile runs."""
        profiles = self.ruleset.profiles.values()
        found = {id(program): program for profile in profiles for _, program in profile.programs}
        return tuple(found.values())

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """Return the names of the actions that are counted."""
        habits = (habit for profile in self.ruleset.profiles.values() for habit in profile.habits)
        return tuple(sorted({habit.action for habit in habits}))

    @cached_property
    def whys(self) -> tuple[str, ...]:
        """Return every cause of a flow."""
        steps = (part for program in self.programs for part in parts(program.steps))
        return tuple(sorted({part.why for part in steps if isinstance(part, Give | Take)}))

    @cached_property
    def _assets(self) -> dict[str, list[int]]:
        """Return the cells of each asset, by the name under which it is counted."""
        found: dict[str, list[int]] = {}
        for slot in self.catalogue.slots:
            begins = self.offsets[slot.index]
            if not slot.asset:
                continue
            if not slot.kind:
                found.setdefault(slot.name, []).append(begins)
            elif slot.name in self.watch.goods:
                found.setdefault(self.watch.goods[slot.name], []).extend(
                    range(begins, begins + self.size(slot))
                )
            else:
                for code, name in enumerate(self.catalogue.kinds[slot.kind].ids):
                    found.setdefault(name, []).append(begins + code)
        return found

    @cached_property
    def assets(self) -> tuple[str, ...]:
        """Return the names of the assets."""
        return tuple(self._assets)

    @cached_property
    def cells(self) -> tuple[tuple[int, ...], ...]:
        """Return the cells of each asset."""
        return tuple(map(tuple, self._assets.values()))

    @cached_property
    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """Return the cells of assets that lie side by side: the asset, the first cell, how many there are."""
        found: list[tuple[int, int, int]] = []
        for asset, cells in enumerate(self.cells):
            for cell in cells:
                last = found[-1] if found else (-1, -1, 0)
                if (last[0], last[1] + last[2]) == (asset, cell):
                    found[-1] = asset, last[1], last[2] + 1
                else:
                    found.append((asset, cell, 1))
        return tuple(found)

    @cached_property
    def asset_of(self) -> tuple[int, ...]:
        """Return the asset that each cell belongs to, -1 for none."""
        found = [-1] * self.offsets[-1]
        for number, cells in enumerate(self.cells):
            for cell in cells:
                found[cell] = number
        return tuple(found)

    @cached_property
    def firsts(self) -> tuple[str, ...]:
        """Return the names of all that is looked for as a first."""
        return tuple(dict.fromkeys(name for first in self.watch.firsts for name in first.names if name))

    @cached_property
    def firsts_of(self) -> tuple[tuple[int, ...], ...]:
        """Return the firsts that holding each cell is."""
        place = {name: number for number, name in enumerate(self.firsts)}
        found: list[list[int]] = [[] for _ in range(self.offsets[-1])]
        for first in self.watch.firsts:
            for code, name in enumerate(first.names):
                if name:
                    found[self.offsets[first.slot] + code].append(place[name])
        return tuple(map(tuple, found))

    @cached_property
    def looked(self) -> tuple[int, ...]:
        """Return the cells that may be a first without having been given: they are looked at."""
        return tuple(
            self.offsets[first.slot] + code
            for first in self.watch.firsts
            if first.owned in self._assigned
            for code, name in enumerate(first.names)
            if name
        )

    @cached_property
    def goods(self) -> tuple[Goods, ...]:
        """Return the kinds whose different records are counted."""
        slots = ((kind, self.catalogue.slot(name)) for name, kind in self.watch.goods.items())
        return tuple(Goods(kind, self.offsets[slot.index], self.size(slot)) for kind, slot in slots)

    @cached_property
    def _assigned(self) -> frozenset[str]:
        """Return the slots that are set or added to, besides being given and taken."""
        steps = (part for program in self.programs for part in parts(program.steps))
        return frozenset(write.slot for part in steps if isinstance(part, Assign) for write in part.writes)

    def counter_name(self, cell: int) -> str:
        """Return the name of the counter that a cell holds."""
        slot = next(slot for slot in reversed(self.catalogue.slots) if self.offsets[slot.index] <= cell)
        ids = self.catalogue.kinds[slot.kind].ids if slot.kind else ()
        return ids[cell - self.offsets[slot.index]] if ids else slot.name
