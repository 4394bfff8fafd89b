"""A player who owes something that he has again -> what is taken from him of it."""

from __future__ import annotations

from engine.ledger.entry import NOBODY
from engine.live.active import Active
from engine.live.correct.accounts import Accounts, FrozenAssetError
from engine.live.correct.word import COLLECT, Asset, asset_of, debt_slot
from engine.live.held import Held
from engine.live.objects import Objects
from engine.live.store.protocol import Stored
from engine.live.unasked import Unasked


def owed(active: Active, stored: Stored) -> dict[Asset, int]:
    """Return what an object owes."""
    slot = debt_slot(active.codec.numbers)
    return {asset_of(cell.key): cell.value for cell in stored.cells if cell.slot == slot and cell.value}


def collection(active: Active, objects: Objects, held: Held) -> Unasked | None:
    """Return what is taken of what an object owes, as far as it has it; None where nothing is."""
    debts = owed(active, held.stored)
    if not debts:
        return None
    number = held.stored.id
    made = Accounts(active, objects, f"collect:{number}:{held.version}", COLLECT)
    for asset, debt in sorted(debts.items()):
        try:
            taken = min(debt, made.has(number, asset))
        except FrozenAssetError:
            continue
        if taken:
            made.move(asset, taken, number, NOBODY)
            made.owe(number, asset, -taken)
    if not made.entries:
        return None
    (delta,) = made.deltas()
    assets = tuple((*made.called(asset), amount) for (_, asset), amount in made.gains.items())
    return Unasked(made.receipt, COLLECT, delta, made.entries, assets)
