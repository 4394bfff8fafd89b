"""An object that holds retired records -> what it has instead, told and booked like a command of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.ledger.entry import NOBODY
from engine.ledger.hash import moved, of_cell
from engine.live.active import Active
from engine.live.becoming import Part
from engine.live.held import Held
from engine.live.store.protocol import Entry, Holding
from engine.live.unasked import Unasked
from engine.state import Cells
from rules.program.offer import put_slot
from rules.program.slot import pair

ACTION = "system.retire"


class Change(NamedTuple):
    """So much of an asset that came or, below 0, went; *cut* is what did not fit."""

    slot: str
    key: str
    amount: int
    asset: tuple[int, int]
    cut: int = 0


def retirement(active: Active, held: Held) -> Unasked | None:
    """Return what becomes of what an object holds that is retired; None where nothing is."""
    due = active.retired
    gone = [row for row in held.stored.holdings if row.amount and (row.slot, row.key) in due]
    if not gone or not active.codec.own(held.stored.name.scope):
        return None
    after = held.cells.copy()
    changes = [change for row in gone for change in _changes(active, held, after, row)]
    delta = held.delta(active.codec, after)
    delta.gone = gone
    for row in gone:
        delta.hash = moved(delta.hash, of_cell(*row), 0)
    moving, receipt = [each for each in changes if each.amount], f"retire:{held.stored.id}:{held.version}"
    return Unasked(
        receipt,
        ACTION,
        delta,
        [_entry(receipt, number, each, held.stored.id) for number, each in enumerate(moving)],
        tuple((each.slot, each.key, each.amount) for each in moving),
        tuple((each.slot, each.key, each.cut) for each in changes if each.cut),
    )


def _changes(active: Active, held: Held, after: Cells, row: Holding) -> Iterator[Change]:
    what = active.retired[row.slot, row.key]
    yield Change(what.slot, what.id, -row.amount, (row.slot, row.key))
    for part in what.parts:
        fits = _give(active, held, after, row, part)
        asset = active.codec.asset(part.slot, part.id)
        assert asset is not None  # noqa: S101 - only what is held is paid out
        yield Change(part.slot, part.id, fits, asset, part.amount * row.amount - fits)


def _give(active: Active, held: Held, cells: Cells, row: Holding, part: Part) -> int:
    """Put what fits where the retired record was: in an offer, on behalf of who had put it there."""
    catalogue = active.ruleset.catalogue
    escrow = put_slot(held.stored.name.scope, part.slot)
    in_offer = escrow in catalogue.by_name
    slot = catalogue.slot(escrow if in_offer else part.slot)
    key = pair(row.putter, part.code) if in_offer else part.code
    if cells[slot.index] is held.cells[slot.index]:
        cells[slot.index] = dict(cells[slot.index])
    has: int = cells[slot.index].get(key, 0)
    fits = max(0, min(part.amount * row.amount, int(slot.type.hi) - has))
    if fits:
        cells[slot.index][key] = has + fits
    return fits


def _entry(receipt: str, number: int, change: Change, object_: int) -> Entry:
    source, target = (NOBODY, object_) if change.amount > 0 else (object_, NOBODY)
    return Entry(receipt, number, *change.asset, abs(change.amount), source, target, ACTION)
