"""What a pack wants to know of its economy -> which assets, firsts and curves a simulation counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.outcome import Given, Taken
from engine.state import State
from rules.define.form import entry, items, scalar_text
from rules.define.variable import SINCE
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue
from rules.program.target import MOST_NAMED, Reach
from rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class First:
    """A field of a holdable kind: when does a player first have a record of each value?"""

    kind: str
    slot: int
    owned: str  # the slot's name
    field: str
    values: tuple[str, ...]
    names: tuple[str, ...]  # by the code of a held record: `kind.field: value`, nothing where it is absent

    @property
    def path(self) -> str:
        """Return the kind and the field."""
        return f"{self.kind}.{self.field}"


@dataclass(frozen=True, slots=True)
class Watch:
    """What is counted.

    *goods* are slots of many records, which count as one asset. *currencies* are the assets with names of
    their own, less those that regenerate.
    """

    catalogue: Catalogue
    firsts: tuple[First, ...]
    curves: tuple[tuple[str, int], ...]  # variable, slot
    goods: dict[str, str]
    currencies: frozenset[str]

    def asset(self, event: Given | Taken) -> str:
        """Return under what name an amount is counted."""
        return self.goods.get(event.slot) or event.key or event.slot

    def holdings(self, state: State) -> Iterator[tuple[str, int]]:
        """Yield what a player has of each asset."""
        for slot, held in zip(self.catalogue.slots, state.cells, strict=True):
            if not slot.asset:
                continue
            if not slot.kind:
                yield slot.name, held
                continue
            ids = self.catalogue.kinds[slot.kind].ids
            known = {code: held.get(code, slot.default) for code in range(len(ids))} if slot.default else held
            if slot.name in self.goods:
                yield self.goods[slot.name], sum(known.values())
            else:
                yield from ((ids[code], amount) for code, amount in known.items())

    def gained(self, event: Given) -> set[str]:
        """Return the values of which an event gave a player a record."""
        return {
            first.names[self.catalogue.kinds[first.kind].codes[event.key]]
            for first in self.firsts
            if first.owned == event.slot and event.key
        } - {""}

    def reached(self, state: State) -> set[str]:
        """Return the values of which a player has a record."""
        return {first.names[code] for first in self.firsts for code in state.cells[first.slot]} - {""}

    def collected(self, state: State) -> Iterator[tuple[str, int]]:
        """Yield of each kind of goods how many different records a player holds, if any."""
        for name, kind in self.goods.items():
            number = sum(held > 0 for held in state.cells[self.catalogue.slot(name).index].values())
            if number:
                yield kind, number

    def values(self, state: State) -> Iterator[tuple[str, int]]:
        """Yield the variables whose course is followed."""
        for name, slot in self.curves:
            yield name, state.cells[slot]


def watch_of(ruleset: Ruleset) -> Watch:
    """Return what the pack's `report` and its targets ask for, and every currency."""
    report = entry(ruleset.definitions.root.get("game"), "report")
    catalogue = ruleset.catalogue
    reached = [each.measure for each in ruleset.targets.values() if isinstance(each.measure, Reach)]
    curves = [scalar_text(each) for each in items(entry(report, "curves"))]
    followed = dict.fromkeys([*curves, *(each.what for each in reached if not each.path)])
    firsts = [scalar_text(each) for each in items(entry(report, "firsts"))]
    paths = dict.fromkeys([*firsts, *(each.path for each in reached if each.path)])
    slots = [catalogue.by_name[name] for name in followed if name in catalogue.by_name]
    goods = {
        slot.name: slot.kind
        for slot in catalogue.slots
        if slot.asset and slot.kind and len(catalogue.kinds[slot.kind].ids) > MOST_NAMED
    }
    return Watch(
        catalogue,
        tuple(first for path in paths if (first := _first(ruleset, path))),
        tuple((slot.name, slot.index) for slot in slots if not slot.kind),
        goods,
        frozenset(_currencies(ruleset, goods)),
    )


def _currencies(ruleset: Ruleset, goods: dict[str, str]) -> Iterator[str]:
    """Yield what is counted by its own name and does not come back by itself."""
    catalogue = ruleset.catalogue
    for slot in catalogue.slots:
        if slot.asset and slot.name not in goods and slot.name + SINCE not in catalogue.by_name:
            yield from catalogue.kinds[slot.kind].ids if slot.kind else (slot.name,)


def _first(ruleset: Ruleset, path: str) -> First | None:
    kind, _, name = path.partition(".")
    sign = ruleset.definitions.vocabulary.kinds.get(kind)
    field = sign.fields.get(name) if sign else None
    slot = ruleset.catalogue.by_name.get(f"owned.{kind}")
    if field is None or slot is None or field.type.name != "record":
        return None
    values = ruleset.catalogue.kinds[field.type.kind].ids
    column = ruleset.catalogue.kinds[kind].columns[name]
    names = tuple("" if code == NONE else f"{path}: {values[code]}" for code in column)
    return First(kind, slot.index, slot.name, name, values, names)
