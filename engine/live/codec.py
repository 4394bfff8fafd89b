"""The cells of a ruleset's catalogue <-> the numbers that a store keeps.

What is stored outlives any ruleset: slots, records and values that are records stand there by the numbers of
`content`, which a rename does not change. A row that the ruleset does not know is not read, and so stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.live.store.protocol import Cell, Holding, Name, Stored
from engine.state import Cells, State
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue
from rules.program.slot import Slot, pair, unpair

SLOT = "slot"  # the noun under which slots are numbered; records are under their kind
_PUT = ".put."  # between an offer's id and the asset's slot, in the slot of its escrow
_NOTHING: Mapping[int, Any] = {}
_NOWHERE: tuple[int, Mapping[int, int], bool] = (0, {}, False)
UNSET = object()  # in place of a cell that the store does not have and whose slot starts with an expression


def nouns(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return all of a catalogue that is numbered, as (noun, name), in order."""
    slots = {asset_slot(slot) for slot in catalogue.slots if slot.scope != "draw"}
    named = {SLOT: slots} | {kind.name: set(kind.ids) for kind in catalogue.kinds.values()}
    return [(noun, name) for noun in sorted(named) for name in sorted(named[noun])]


def asset_slot(slot: Slot) -> str:
    """Return under which name a slot is stored: an escrow under that of the asset that lies in it."""
    return slot.name.partition(_PUT)[2] if slot.of_offer and _PUT in slot.name else slot.name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot stands in a list of cells, and how its keys and values are numbered in a store."""

    slot: Slot
    number: int
    keys: tuple[int, ...] | None  # by code; None: the key is a number already
    values: tuple[int, ...] | None
    codes: Mapping[int, int] = field(default_factory=dict)  # of keys, by number
    meant: Mapping[int, int] = field(default_factory=dict)  # of values, by number
    held: bool = False  # a holding, and so in the ledger
    escrow: bool = False

    @property
    def explicit(self) -> bool:
        """Tell whether the cell is kept even at its default, as a new object starts with something else."""
        return self.slot.initial is not None and not self.slot.kind


class Codec:
    """Read and write the objects of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        numbers: Mapping[tuple[str, str], int],
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        """Number everything; *numbers* has all of `nouns`, *renamed* the kinds that offers had and have."""
        self.catalogue = catalogue
        self.renamed = renamed or {}
        self.places = [self._place(slot, numbers) for slot in catalogue.slots]
        self.template: Cells = State.empty(catalogue).cells
        self._scopes: dict[str, dict[tuple[bool, int], Place]] = {}
        # The same once more as plain tuples, as every object that is read goes through them; and with what
        # cells an object of a scope begins.
        self._held: dict[str, dict[int, tuple[int, Mapping[int, int], bool]]] = {}
        self._kept: dict[str, dict[int, tuple[int, bool, Mapping[int, int] | None, Any]]] = {}
        self._begun: dict[str, Cells] = {}
        self._own: dict[str, tuple[int, ...]] = {}
        self._meanings: dict[str, dict[int, Mapping[int, int]]] = {}
        for place in self.places:
            scope = place.slot.scope
            self._scopes.setdefault(scope, {})[place.held, place.number] = place
            self._own[scope] = (*self._own.get(scope, ()), place.slot.index)
            self._note(place)
            if place.values is not None:
                self._meanings.setdefault(scope, {})[place.number] = place.meant
        self._assets: dict[tuple[str, str | None], tuple[int, int]] = {}
        self.numbers = numbers

    def _note(self, place: Place) -> None:
        slot = place.slot
        if place.held:
            self._held.setdefault(slot.scope, {})[place.number] = slot.index, place.codes, place.escrow
        else:
            codes = place.codes if slot.kind and place.keys is not None else None
            meant = place.meant if place.values is not None else None
            self._kept.setdefault(slot.scope, {})[place.number] = slot.index, bool(slot.kind), codes, meant
        if place.explicit:
            self._begun.setdefault(slot.scope, self.template.copy())[slot.index] = UNSET

    def own(self, scope: str) -> tuple[int, ...]:
        """Return the places of the cells that an object of *scope* has."""
        return self._own.get(self.renamed.get(scope, scope), ())

    def named(self, name: Name) -> Name:
        """Return what an object is called today."""
        return name._replace(scope=self.renamed[name.scope]) if name.scope in self.renamed else name

    def asset(self, slot: str, key: str | None) -> tuple[int, int] | None:
        """Return the numbers of an asset that is held, or None for what is only remembered."""
        found = self._assets.get((slot, key))
        if found is None:
            place = self.places[self.catalogue.by_name[slot].index]
            if not place.held or key is None:
                return None
            found = self._assets[slot, key] = place.number, self.numbers[place.slot.kind, key]
        return found

    def held_place(self, scope: str, slot: int) -> Place | None:
        """Return the place of what objects of *scope* hold under the number of a slot."""
        return self._scopes.get(scope, {}).get((True, slot))

    def cells(self, stored: Stored) -> tuple[Cells, bool]:
        """Return the cells of an object, and whether they are all that it has.

        `UNSET` stands where a slot's first value has still to be worked out.
        """
        scope = self.renamed.get(stored.name.scope, stored.name.scope)
        cells = self._begun.get(scope, self.template).copy()
        return cells, self._hold(scope, cells, stored) & self._remember(scope, cells, stored)

    def _hold(self, scope: str, cells: Cells, stored: Stored) -> bool:
        held, whole = self._held.get(scope, _NOTHING), True
        for slot, key, putter, amount in stored.holdings:
            index, codes, escrow = held.get(slot, _NOWHERE)
            code = codes.get(key)
            if code is None:
                whole = False
                continue
            cell = cells[index]
            if not cell:
                cell = cells[index] = {}
            cell[pair(putter, code) if escrow else code] = amount
        return whole

    def _remember(self, scope: str, cells: Cells, stored: Stored) -> bool:
        kept, whole = self._kept.get(scope, _NOTHING), True
        for slot, key, value in stored.cells:
            place = kept.get(slot)
            if place is None:
                whole = False
                continue
            index, keyed, codes, meant = place
            known = value if meant is None or value == NONE else meant.get(value)
            code = key if codes is None else codes.get(key)
            if known is None or code is None:
                whole = False
            elif not keyed:
                cells[index] = known
            elif cell := cells[index]:
                cell[code] = known
            else:
                cells[index] = {code: known}
        return whole

    def rows(self, changes: Mapping[tuple[int, int], int | None]) -> tuple[list[Holding], list[Cell]]:
        """Return what is stored for changed cells, by place and key; None: their default."""
        holdings: list[Holding] = []
        cells: list[Cell] = []
        for (index, key), value in changes.items():
            place = self.places[index]
            number, code, putter, kept = self.row(place, key, value)
            if place.held:
                holdings.append(Holding(number, code, putter, kept or 0))
            else:
                cells.append(Cell(number, code, kept))
        return holdings, cells

    def row(self, place: Place, key: int, value: int | None) -> tuple[int, int, int, int | None]:
        """Return slot, key, putter and value of one cell as they are stored."""
        putter = 0
        if place.escrow:
            putter, key = unpair(key)
        code = place.keys[key] if place.keys is not None else key
        if value is not None and place.values is not None and value != NONE:
            value = place.values[value]
        return place.number, code, putter, value

    def knows(self, stored: Stored) -> bool:
        """Tell whether everything that an object holds means something."""
        scope = self._scopes.get(self.named(stored.name).scope, {})
        places = ((scope.get((True, row.slot)), row.key) for row in stored.holdings if row.amount)
        return all(place is not None and key in place.codes for place, key in places)

    def unknown(self, stored: Stored) -> dict[tuple[int, int], int]:
        """Return the cells that mean something this ruleset does not know, by the numbers of slot and key."""
        meanings = self._meanings.get(self.named(stored.name).scope, {})
        return {
            (slot, key): value
            for slot, key, value in (stored.cells if meanings else ())
            if slot in meanings and value not in {None, NONE} and value not in meanings[slot]
        }

    def _place(self, slot: Slot, numbers: Mapping[tuple[str, str], int]) -> Place:
        kind = self.catalogue.kinds.get(slot.kind)
        type_ = slot.type
        meant = self.catalogue.kinds.get(type_.kind) if type_.name == "record" else None
        keys = tuple(numbers[kind.name, id_] for id_ in kind.ids) if kind else None
        values = tuple(numbers[meant.name, id_] for id_ in meant.ids) if meant else None
        escrow = slot.of_offer and _PUT in slot.name
        return Place(
            slot,
            numbers.get((SLOT, asset_slot(slot)), 0),
            keys,
            values,
            {number: code for code, number in enumerate(keys or ())},
            {number: code for code, number in enumerate(values or ())},
            held=escrow or slot.name == f"owned.{slot.kind}",
            escrow=escrow,
        )


def differences(
    places: list[Place], own: tuple[int, ...], before: Cells, after: Cells
) -> Iterator[tuple[int, int, int | None, int | None]]:
    """Yield (place, key, before, after) of each cell that differs; None: its default, or not known yet."""
    for index in own:
        old, new = before[index], after[index]
        if old is new:
            continue
        slot = places[index].slot
        if slot.kind:
            if old != new:
                yield from _keyed(index, slot.default, old, new)
        elif old != new:
            default = None if places[index].explicit else slot.default
            was = None if old is UNSET or old == default else old
            yield index, 0, was, None if new == default else new


def _keyed(
    index: int, default: int, old: dict[int, int], new: dict[int, int]
) -> Iterator[tuple[int, int, int | None, int | None]]:
    for key in new.keys() - old.keys() if len(new) > len(old) else ():
        if new[key] != default:
            yield index, key, None, new[key]
    for key, was in old.items():
        now = new.get(key)
        if now != was:
            yield index, key, was, now
    if len(new) <= len(old):
        for key in new.keys() - old.keys():
            yield index, key, None, new[key]
