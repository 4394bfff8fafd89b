"""The cells of a ruleset's catalogue <-> the numbers that a store keeps.

What is stored outlives any ruleset: slots, records and values that are records stand there by the numbers of
`content`, which a rename does not change. A row that the ruleset does not know is not read, and so stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.live.store.protocol import Cell, Holding, Name, Stored
from engine.state import Cells, State
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue
from rules.program.slot import Slot, pair, unpair

SLOT = "slot"  # the noun under which slots are numbered; records are under their kind
_PUT = ".put."  # between an offer's id and the asset's slot, in the slot of its escrow
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
        self._own: dict[str, tuple[int, ...]] = {}
        self._meanings: dict[str, dict[int, Mapping[int, int]]] = {}
        for place in self.places:
            scope = place.slot.scope
            self._scopes.setdefault(scope, {})[place.held, place.number] = place
            self._own[scope] = (*self._own.get(scope, ()), place.slot.index)
            if place.values is not None:
                self._meanings.setdefault(scope, {})[place.number] = place.meant
        self._assets: dict[tuple[str, str | None], tuple[int, int]] = {}
        self.numbers = numbers

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

    def cells(self, stored: Stored) -> Cells:
        """Return the cells of an object; `UNSET` where a slot's first value has still to be worked out."""
        cells = self.template.copy()
        scope = self._scopes.get(self.named(stored.name).scope, {})
        for index in self.own(stored.name.scope):
            if self.places[index].explicit:
                cells[index] = UNSET
        for slot, key, putter, amount in stored.holdings:
            place = scope.get((True, slot))
            code = place.codes.get(key) if place else None
            if place is not None and code is not None:
                _put(cells, self.template, place, pair(putter, code) if place.escrow else code, amount)
        for slot, key, value in stored.cells:
            place = scope.get((False, slot))
            if place is not None and value is not None:
                self._remember(cells, place, key, value)
        return cells

    def _remember(self, cells: Cells, place: Place, key: int, value: int) -> None:
        known = place.meant.get(value) if place.values is not None and value != NONE else value
        if known is None:
            return
        if not place.slot.kind:
            cells[place.slot.index] = known
        elif (code := place.codes.get(key) if place.keys is not None else key) is not None:
            _put(cells, self.template, place, code, known)

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


def _put(cells: Cells, template: Cells, place: Place, key: int, value: int) -> None:
    index = place.slot.index
    if cells[index] is template[index]:
        cells[index] = {}
    cells[index][key] = value


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
