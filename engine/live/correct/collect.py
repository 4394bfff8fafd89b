"""A player who owes something that he has again -> a receipt that takes it from him."""

from __future__ import annotations

from engine.fair.canonical import canonical
from engine.ledger.entry import NOBODY
from engine.live.active import Active
from engine.live.command import digest
from engine.live.correct.accounts import Accounts, FrozenAssetError
from engine.live.correct.word import COLLECT, Asset, debt_slot, read
from engine.live.held import Held
from engine.live.reply import Reply
from engine.live.store.protocol import Begun, Receipt, Stored, Versions
from engine.live.table import Table


def owed(active: Active, stored: Stored) -> dict[Asset, int]:
    """Return what an object owes."""
    slot = debt_slot(active.codec.numbers)
    return {read(cell.key): cell.value for cell in stored.cells if cell.slot == slot and cell.value}


def collection(active: Active, table: Table, held: Held) -> Accounts | None:
    """Return what is taken of what an object owes, as far as it has it; None where nothing is."""
    debts = owed(active, held.stored)
    if not debts:
        return None
    number = held.stored.id
    made = Accounts(active, table, f"collect:{number}:{held.version}", COLLECT)
    for asset, debt in sorted(debts.items()):
        try:
            taken = min(debt, made.has(number, asset))
        except FrozenAssetError:
            continue
        if taken:
            made.move(asset, taken, number, NOBODY)
            made.owe(number, asset, -taken)
    return made if made.entries else None


def receipt_of(active: Active, begun: Begun, made: Accounts, stored: Stored, before: int) -> Receipt:
    """Return the receipt of a collection; *stored* is the object after it."""
    request = canonical({"action": COLLECT, "object": stored.id})
    assets = tuple((*made.called(asset), amount) for (_, asset), amount in made.gains.items())
    return Receipt(
        made.receipt,
        stored.name.world,
        stored.id,
        COLLECT,
        request,
        digest(request),
        "accepted",
        Reply(made.receipt, "accepted", assets=assets).kept,
        active.number,
        begun.generation,
        stored.time,
        objects=(Versions(stored.id, before, stored.version),),
        hash=stored.hash,
    )
