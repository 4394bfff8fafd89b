"""A player in the middle of a command -> how much of each asset he has, and how much of it money bought."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.ledger.hash import moved, of_cell
from engine.live.active import Active
from engine.live.correct.word import Asset, asset_of, bought_slot, key_of
from engine.live.held import Delta, Held
from engine.live.store.protocol import Cell


@dataclass(slots=True)
class Purse:
    """One player; *held* is as he was before the command. What was not bought is spent first."""

    active: Active
    held: Held
    has: dict[Asset, int] = field(default_factory=dict)
    bought: dict[Asset, int] = field(default_factory=dict)
    before: dict[Asset, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with what is kept."""
        self.before = bought_of(self.active, self.held)
        self.bought = dict(self.before)

    def amount(self, asset: Asset) -> int:
        """Return how much he has."""
        if asset not in self.has:
            place = self.active.codec.held_place("player", asset[0])
            code = place.codes.get(asset[1]) if place is not None else None
            cell = self.held.cells[place.slot.index] if place is not None else {}
            self.has[asset] = int(cell.get(code, 0)) if code is not None else 0
        return self.has[asset]

    def free(self, asset: Asset) -> int:
        """Return how much of it nobody paid money for."""
        return max(0, self.amount(asset) - self.bought.get(asset, 0))

    def gain(self, asset: Asset, amount: int, *, bought: bool) -> None:
        """Add to what he has."""
        self.has[asset] = self.amount(asset) + amount
        if bought:
            self.bought[asset] = self.bought.get(asset, 0) + amount

    def lose(self, asset: Asset, amount: int, *, first: bool = False) -> bool:
        """Take from what he has, what was bought last or *first*; tell whether any of that went."""
        left = self.has[asset] = self.amount(asset) - amount
        was = self.bought.get(asset, 0)
        still = min(max(0, was - amount) if first else was, max(0, left))
        if was:
            self.bought[asset] = still
        return still < was

    def mark(self, delta: Delta) -> None:
        """Have a change of him say what is bought by now."""
        slot = bought_slot(self.active.codec.numbers)
        for asset in sorted({*self.before, *self.bought}):
            was, now = self.before.get(asset, 0), self.bought.get(asset, 0)
            if was != now:
                key = key_of(asset)
                delta.aside.append(Cell(slot, key, now or None))
                delta.hash = moved(delta.hash, _hashed(slot, key, was), _hashed(slot, key, now))


def bought_of(active: Active, held: Held) -> dict[Asset, int]:
    """Return how much of each asset of an object money bought."""
    slot = bought_slot(active.codec.numbers)
    return {asset_of(cell.key): cell.value for cell in held.stored.cells if cell.slot == slot and cell.value}


def called(active: Active, asset: Asset) -> tuple[str, str]:
    """Return slot and id of an asset; its number where the game does not know it (any more)."""
    place = active.codec.held_place("player", asset[0])
    code = place.codes.get(asset[1]) if place is not None else None
    if place is None or code is None:
        return "", str(asset[1])
    return place.slot.name, active.ruleset.catalogue.kinds[place.slot.kind].ids[code]


def _hashed(slot: int, key: int, value: int) -> int:
    return of_cell(slot, key, 0, value) if value else 0
