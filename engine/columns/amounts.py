"""Give, Take -> actions: rows of assets, what does not fit and what is lacking."""

from __future__ import annotations

import numpy as np

from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly
from engine.columns.draft import FAULT, Cells, Draft
from engine.columns.ledger import Line
from engine.columns.words import count
from engine.columns.writes import bounds
from rules.expression.column_array import Array
from rules.program.node import Give, Row, Take
from rules.program.slot import Slot

Amount = tuple[Cells, Array]


class Asset:
    """A row of an amount: its cell and how much of it, for the active rows."""

    def __init__(self, out: Assembly, row: Row) -> None:
        """Turn the row's expressions into functions."""
        self.slot = out.catalogue.slot(row.slot)
        self._key = out.read(row.key) if row.key is not None else None
        self._amount = out.whole(row.amount)
        self._may_fault = row.amount.type.lo < 0

    def read(self, draft: Draft, active: Active) -> Amount:
        """Return the cells and amounts; an amount below 0 is a fault."""
        amount = self._amount(draft, active)
        if self._may_fault:
            draft.refuse(active.rows[amount < 0], FAULT)
        keys = self._key(draft, active) if self._key else None
        return Cells(self.slot.index, keys, active.rows), amount


def read_all(assets: list[Asset], draft: Draft, active: Active) -> list[Amount]:
    """Return all rows, for those players of whom no row faults."""
    refusals = draft.refusals
    found = [asset.read(draft, active) for asset in assets]
    if draft.refusals == refusals:
        return found
    living = draft.alive[active.rows]
    return [(cells.where(living), amount[living]) for cells, amount in found]


def fitting(slot: Slot, held: Array, amount: Array) -> Array:
    """Return how much of an amount fits under the slot's upper bound."""
    return np.asarray(np.minimum(amount, np.maximum(bounds(slot)[1] - held, 0)))


def give(out: Assembly, step: Give) -> Action:
    """Add rows; cut what does not fit, and tally what was given."""
    assets = [Asset(out, row) for row in step.rows]

    def run(draft: Draft, active: Active) -> None:
        for asset, (cells, amount) in zip(assets, read_all(assets, draft, active), strict=True):
            if not step.nobody:
                held = draft.read(cells)
                amount = fitting(asset.slot, held, amount)  # noqa: PLW2901 - what is given is what is tallied
                draft.write(cells, held, held + amount)
                draft.ledger.given.append(Line(cells.slot, step.why, cells.keys, cells.rows, amount))
            if step.tally in out.counted:
                count(draft, out.catalogue, step.tally, cells, amount)

    return run


def take(out: Assembly, step: Take) -> Action:
    """Add equal cells up, look whether all is there, then take it."""
    assets = [Asset(out, row) for row in step.rows]
    least = [bounds(asset.slot)[0] if asset.slot.type.lo > -np.inf else 0 for asset in assets]

    def run(draft: Draft, active: Active) -> None:
        found = read_all(assets, draft, active)
        there = [draft.read(cells) - lo for (cells, _), lo in zip(found, least, strict=True)]
        if not step.partly:
            found = _sufficient(draft, step, found, there)
        if not step.check:
            for (cells, amount), lo in zip(found, least, strict=True):
                _take_cell(out, draft, step, cells, amount, lo)

    return run


def _sufficient(draft: Draft, step: Take, found: list[Amount], there: list[Array]) -> list[Amount]:
    """Return the rows of those who have everything, and refuse the others."""
    lacking = [has < _needed(cells, found) for (cells, _), has in zip(found, there, strict=True)]
    if not lacking or not (lacks := np.logical_or.reduce(lacking)).any():
        return found
    draft.refuse(found[0][0].rows[lacks], step.reason)
    return [(cells.where(~lacks), amount[~lacks]) for cells, amount in found]


def _needed(cells: Cells, found: list[Amount]) -> Array:
    """Return how much all rows together need of the cells of one."""
    total = np.zeros(len(cells.rows), dtype=np.int64)
    for other, amount in found:
        if other.slot == cells.slot:
            total = total + (amount if cells.keys is None else amount * (other.keys == cells.keys))
    return total


def _take_cell(out: Assembly, draft: Draft, step: Take, cells: Cells, amount: Array, least: int) -> None:
    held = draft.read(cells)
    taken = np.minimum(amount, held - least) if step.partly else amount
    if step.missing in out.counted:
        count(draft, out.catalogue, step.missing, cells, amount - taken)
    draft.write(cells, held, held - taken)
    draft.ledger.taken.append(Line(cells.slot, step.why, cells.keys, cells.rows, taken))
