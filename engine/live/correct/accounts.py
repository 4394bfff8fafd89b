"""Objects that a correction touches -> what each has after it, its debts, and the entries of it all."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.ledger.entry import NOBODY
from engine.ledger.hash import moved, of_cell
from engine.live.active import Active
from engine.live.codec import Place
from engine.live.correct.word import Asset, debt_slot, key_of
from engine.live.held import Delta, Held
from engine.live.objects import Objects
from engine.live.store.protocol import Cell, Entry
from engine.outcome import Lack
from engine.state import Cells


class FrozenAssetError(Exception):
    """An asset that the ruleset does not know, and so nobody has for now."""


@dataclass(slots=True)
class Accounts:
    """What objects have as a correction goes on; *receipt* and *why* are those of its entries."""

    active: Active
    objects: Objects
    receipt: str
    why: str
    entries: list[Entry] = field(default_factory=list)
    gains: dict[tuple[int, Asset], int] = field(default_factory=dict)
    lacking: list[Lack] = field(default_factory=list)
    full: list[Lack] = field(default_factory=list)
    _cells: dict[int, Cells] = field(default_factory=dict)
    _aside: dict[int, dict[tuple[int, int], int | None]] = field(default_factory=dict)

    def move(self, asset: Asset, amount: int, source: int, target: int) -> None:
        """Move all of an amount; what the source lacks is noted, and stays owed to whoever asks for it."""
        has = self.has(source, asset) if source != NOBODY else amount
        taken = min(has, amount)
        self._book(asset, taken, source, target)
        if taken < amount:
            self.lacking.append(Lack(*self.called(asset), has, amount))
            self._book(asset, amount - taken, NOBODY, target)
            self.owe(source, asset, amount - taken)

    def has(self, number: int, asset: Asset) -> int:
        """Return how much of an asset an object has by now."""
        place, code = self._place(asset)
        return int(self._of(number)[place.slot.index].get(code, 0))

    def called(self, asset: Asset) -> tuple[str, str]:
        """Return slot and id of an asset."""
        place, code = self._place(asset)
        return place.slot.name, self.active.ruleset.catalogue.kinds[place.slot.kind].ids[code]

    def owe(self, number: int, asset: Asset, amount: int) -> None:
        """Add to what an object owes."""
        key = debt_slot(self.active.codec.numbers), key_of(asset)
        owed = (self.aside(number, key) or 0) + amount
        self.remember(number, key, owed or None)

    def aside(self, number: int, key: tuple[int, int]) -> int | None:
        """Return a cell that no game declares."""
        known = self._aside.get(number, {})
        return known[key] if key in known else kept(self.objects.get(number), key)

    def remember(self, number: int, key: tuple[int, int], value: int | None) -> None:
        """Set a cell that no game declares; None where it is no more."""
        self._aside.setdefault(number, {})[key] = value

    def deltas(self) -> list[Delta]:
        """Return what became of every object."""
        return [self._delta(self.objects.get(number)) for number in sorted({*self._cells, *self._aside})]

    def _delta(self, held: Held) -> Delta:
        number = held.stored.id
        delta = held.delta(self.active.codec, self._cells.get(number, held.cells))
        for key, value in self._aside.get(number, {}).items():
            was = kept(held, key)
            delta.aside.append(Cell(*key, value))
            delta.hash = moved(delta.hash, _hashed(key, was), _hashed(key, value))
        return delta

    def _book(self, asset: Asset, amount: int, source: int, target: int) -> None:
        if not amount or source == target:
            return
        self.entries.append(Entry(self.receipt, len(self.entries), *asset, amount, source, target, self.why))
        for account, by in ((source, -amount), (target, amount)):
            if account != NOBODY:
                self._add(account, asset, by)

    def _add(self, number: int, asset: Asset, by: int) -> None:
        place, code = self._place(asset)
        index, cells = place.slot.index, self._of(number)
        if cells[index] is self.objects.get(number).cells[index]:
            cells[index] = dict(cells[index])
        has = int(cells[index].get(code, 0)) + by
        if has > place.slot.type.hi:
            self.full.append(Lack(*self.called(asset), int(place.slot.type.hi), has))
        cells[index][code] = has
        if not has:
            del cells[index][code]
        self.gains[number, asset] = self.gains.get((number, asset), 0) + by

    def _of(self, number: int) -> Cells:
        if number not in self._cells:
            self._cells[number] = self.objects.get(number).cells.copy()
        return self._cells[number]

    def _place(self, asset: Asset) -> tuple[Place, int]:
        place = self.active.codec.held_place("player", asset[0])
        code = place.codes.get(asset[1]) if place else None
        if place is None or code is None:
            raise FrozenAssetError(asset)
        return place, code


def kept(held: Held, key: tuple[int, int]) -> int | None:
    """Return a cell of an object as it is stored."""
    return next((cell.value for cell in held.stored.cells if cell[:2] == key), None)


def _hashed(key: tuple[int, int], value: int | None) -> int:
    return 0 if value is None else of_cell(*key, 0, value)
