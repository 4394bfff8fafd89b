"""What a player, a guild or the world has: ids at the border, codes inside.

A cell is an int, or for a slot kept per record a dict {code: int} without the keys that hold the slot's
default, so that equal states are equal objects. A state never changes: executors copy what they write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.expression.scalar import ScalarCode
from rules.expression.type import NONE, Type
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.slot import Slot, pair, unpair

EPOCH = date(1970, 1, 1)
Cells = list[Any]  # int, or dict[int, int] for a slot that is kept per record


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after; *key* is a record's id, or None for a scalar slot."""

    slot: str
    key: str | None
    before: int
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The cells of every slot of a catalogue."""

    catalogue: Catalogue
    cells: Cells

    @classmethod
    def empty(cls, catalogue: Catalogue) -> State:
        """Return a state in which every cell holds its slot's default."""
        return cls(catalogue, [{} if slot.kind else slot.default for slot in catalogue.slots])

    @classmethod
    def new(cls, catalogue: Catalogue, moment: Moment) -> State:
        """Return what a new player starts with; an initial value may read the slots before its own."""
        state = cls.empty(catalogue)
        code = ScalarCode(catalogue)
        for slot in catalogue.slots:
            if slot.initial is not None:
                state.cells[slot.index] = _initial(code, catalogue, slot, state.cells, moment)
        return state

    @classmethod
    def of(cls, catalogue: Catalogue, names: Mapping[str, Any]) -> State:
        """Return the state that *names* describes: what is not named holds its default.

        Holdable records and slots share one namespace: `{"coins": 5, "marks": {"owl": 2}, "owl": 1}`.
        """
        return cls.empty(catalogue).with_(names)

    def with_(self, names: Mapping[str, Any]) -> State:
        """Return a state in which what is named holds the value given, and all else what it held."""
        cells = [dict(cell) if isinstance(cell, dict) else cell for cell in self.cells]
        for name, value in names.items():
            _put(self.catalogue, cells, name, value)
        return State(self.catalogue, cells)

    def named(self) -> dict[str, Any]:
        """Return by id all that does not hold its slot's default; `State.of` reads it back."""
        names: dict[str, Any] = {}
        for slot, cell in zip(self.catalogue.slots, self.cells, strict=True):
            if not slot.kind:
                if cell != slot.default:
                    names[slot.name] = shown(self.catalogue, slot.type, cell)
                continue
            values = {
                id_in(self.catalogue, slot, key): shown(self.catalogue, slot.type, cell[key])
                for key in sorted(cell)
            }
            if slot.name == f"owned.{slot.kind}":
                names.update(values)
            elif values:
                names[slot.name] = values
        return names

    def read(self, slot: str, id_: str | None = None) -> int:
        """Return the whole number in a cell."""
        family = self.catalogue.slot(slot)
        cell = self.cells[family.index]
        if id_ is None:
            return int(cell)
        return int(cell.get(key_in(self.catalogue, family, id_), family.default))

    def __eq__(self, other: object) -> bool:
        """Compare cells; states of one catalogue only."""
        return isinstance(other, State) and self.cells == other.cells

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Show what differs from the defaults."""
        return f"State({self.named()!r})"


def differences(before: State, after: State) -> Iterator[Change]:
    """Yield each cell that differs, by slot and key, in canonical order."""
    for slot, old, new in zip(before.catalogue.slots, before.cells, after.cells, strict=True):
        if old == new:
            continue
        if not slot.kind:
            yield Change(slot.name, None, old, new)
            continue
        for key in sorted(old.keys() | new.keys()):
            was, is_ = old.get(key, slot.default), new.get(key, slot.default)
            if was != is_:
                yield Change(slot.name, id_in(before.catalogue, slot, key), was, is_)


def id_of(catalogue: Catalogue, kind: str, key: int) -> str:
    """Return the id of what a cell is kept for; a player's is his number."""
    records = catalogue.kinds.get(kind)
    return records.ids[key] if records else str(key)


def key_of(catalogue: Catalogue, kind: str, id_: str) -> int:
    """Return the key under which a cell is kept for *id_*."""
    records = catalogue.kinds.get(kind)
    return records.codes[id_] if records else int(id_)


def id_in(catalogue: Catalogue, slot: Slot, key: int) -> str:
    """Return the id under which a slot keeps a cell; in an escrow, who put it in and what: `3:axe`."""
    if not _is_escrow(catalogue, slot):
        return id_of(catalogue, slot.kind, key)
    putter, code = unpair(key)
    return f"{putter}:{id_of(catalogue, slot.kind, code)}"


def key_in(catalogue: Catalogue, slot: Slot, id_: str) -> int:
    """Return the key under which a slot keeps the cell of *id_*."""
    if not _is_escrow(catalogue, slot):
        return key_of(catalogue, slot.kind, id_)
    putter, _, record = id_.partition(":")
    return pair(int(putter), key_of(catalogue, slot.kind, record))


def _is_escrow(catalogue: Catalogue, slot: Slot) -> bool:
    return slot.of_offer and slot.kind in catalogue.kinds


def code_of(catalogue: Catalogue, type_: Type, value: Any) -> int:
    """Return the whole number that stands for a value as it is written at the border."""
    if value is None:
        return NONE
    if type_.name == "record" and isinstance(value, str):
        return catalogue.kinds[type_.kind].codes[value]
    if type_.name == "day" and isinstance(value, str | date):
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return (day - EPOCH).days
    return int(value)


def shown(catalogue: Catalogue, type_: Type, value: Any) -> Any:
    """Return a value as it is written at the border: records by id, truths as such, None for the absent."""
    if value == NONE:
        return None
    if type_.name == "record":
        return catalogue.kinds[type_.kind].ids[value]
    return bool(value) if type_.name == "bool" else value


def _put(catalogue: Catalogue, cells: Cells, name: str, value: Any) -> None:
    slot = catalogue.by_name.get(name)
    if slot is None:
        slot, name = _holding(catalogue, name)
        value = {name: value}
    if not slot.kind:
        cells[slot.index] = code_of(catalogue, slot.type, value)
        return
    cell = cells[slot.index]
    for id_, amount in value.items():
        cell[key_in(catalogue, slot, id_)] = code_of(catalogue, slot.type, amount)
    cells[slot.index] = {key: amount for key, amount in cell.items() if amount != slot.default}


def _holding(catalogue: Catalogue, name: str) -> tuple[Slot, str]:
    for slot in catalogue.slots:
        if slot.kind and slot.name == f"owned.{slot.kind}" and name in catalogue.kinds[slot.kind].codes:
            return slot, name
    raise KeyError(f"`{name}` is neither a slot nor a record that can be held")


def _initial(code: ScalarCode, catalogue: Catalogue, slot: Slot, cells: Cells, moment: Moment) -> Any:
    assert slot.initial is not None  # noqa: S101 - asked by the caller
    if not slot.kind:
        return int(code.function(slot.initial, ())(cells, moment))
    read = code.function(slot.initial, ("it",))
    values = {key: int(read(cells, moment, key)) for key in range(len(catalogue.kinds[slot.kind].ids))}
    return {key: value for key, value in values.items() if value != slot.default}
