"""What a program refers to: kinds with their constant fields, slots, formulas and the calendar."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from rules.expression.node import Node
from rules.expression.type import DAY, Type
from rules.program.slot import Slot
from rules.site import hash_name


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its ids in canonical order, and constant fields as columns by code.

    *columns*: field -> one value a record (`NONE` where an optional is absent). *maps*: field -> one row a
    record, one value for each record of the key's kind. *lists*: field -> the codes (or texts) of each.
    *renamed*: an id that a record had -> the one it has; *codes* has both.
    """

    name: str
    ids: tuple[str, ...]
    columns: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    maps: dict[str, tuple[tuple[Any, ...], ...]] = field(default_factory=dict)
    lists: dict[str, tuple[tuple[Any, ...], ...]] = field(default_factory=dict)
    ordered_by: str = ""
    holdable: bool = False
    secret: bool = False
    renamed: dict[str, str] = field(default_factory=dict)
    codes: dict[str, int] = field(init=False)
    _hashes: list[tuple[int, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Number the records."""
        codes = {name: code for code, name in enumerate(self.ids)}
        codes |= {old: codes[new] for old, new in self.renamed.items() if new in codes}
        object.__setattr__(self, "codes", codes)

    @property
    def hashes(self) -> tuple[int, ...]:
        """Return the hash of each id; worked out when first asked for."""
        if not self._hashes:
            self._hashes.append(tuple(hash_name(name) for name in self.ids))
        return self._hashes[0]


@dataclass(frozen=True, slots=True)
class Formula:
    """A named expression with parameters.

    A formula field is named `kind.field`; its first parameter is the record, and *bodies* has one for each
    record of the kind. A plain formula has one body.
    """

    name: str
    params: tuple[str, ...]
    types: tuple[Type, ...]
    result: Type
    bodies: tuple[Node, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which day a time belongs to: the zone's offsets (from when, how much, in ms) and the day's start."""

    changes: tuple[int, ...] = (-(1 << 60),)
    offsets: tuple[int, ...] = (0,)
    starts: int = 0  # milliseconds after midnight

    def day_of(self, time: int) -> int:
        """Return the day (days since 1970-01-01 in the game's zone) of *time* (ms since 1970 UTC)."""
        offset = self.offsets[bisect_right(self.changes, time) - 1]
        return (time + offset - self.starts) // DAY

    def start_of(self, day: int) -> int:
        """Return the time at which *day* begins."""
        local = day * DAY + self.starts
        guess = local - self.offsets[bisect_right(self.changes, local) - 1]
        return local - self.offsets[bisect_right(self.changes, guess) - 1]

    def time_of(self, local: int) -> int:
        """Return the first moment at which the zone's clocks show *local* (ms since 1970) or a later time.

        So what the clocks skip is the moment at which they do, and what they show twice is the first.
        """
        at = max(0, bisect_right(self.changes, local - DAY) - 1)
        while True:
            found = max(self.changes[at], local - self.offsets[at])
            at += 1
            if at == len(self.changes) or found < self.changes[at]:
                return found


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The constant part of a ruleset: all that expressions and programs name.

    *renamed*: a slot's name before -> the one it has; `by_name` has both, for stored states.
    """

    kinds: dict[str, Kind]
    slots: tuple[Slot, ...]
    formulas: dict[str, Formula]
    calendar: Calendar = Calendar()
    renamed: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, Slot] = field(init=False)

    def __post_init__(self) -> None:
        """Index the slots by name."""
        by_name = {slot.name: slot for slot in self.slots}
        by_name |= {old: by_name[new] for old, new in self.renamed.items() if new in by_name}
        object.__setattr__(self, "by_name", by_name)

    def size(self, slot: Slot) -> int:
        """Return how many cells of a slot lie side by side in a column; what an offer has needs but one."""
        return max(1, len(self.kinds[slot.kind].ids)) if slot.kind and not slot.of_offer else 1

    def slot(self, name: str) -> Slot:
        """Return the slot called *name*."""
        return self.by_name[name]
