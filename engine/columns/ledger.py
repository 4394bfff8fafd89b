"""What was minted and burnt, by asset and by why."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from rules.expression.column_array import Array
from rules.program.catalogue import Catalogue


class Asset(NamedTuple):
    """A slot and, if it is kept per record, the record's id; and the action, reaction or table."""

    slot: str
    key: str | None
    why: str


class Line(NamedTuple):
    """So much for each of some rows."""

    slot: int
    why: str
    keys: Array | None
    rows: Array
    amounts: Array


class Totals(NamedTuple):
    """Sums over everybody whose command was accepted; nothing that adds up to 0 is named."""

    minted: dict[Asset, int]
    burnt: dict[Asset, int]


class Ledger:
    """Collect lines while a command runs; who is refused is known at its end.

    *met*: which guarantees were met, after how many misses.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self.given: list[Line] = []
        self.taken: list[Line] = []
        self.met: list[Line] = []

    def totals(self, catalogue: Catalogue, accepted: Array) -> Totals:
        """Add up the lines of the rows that were accepted."""
        return Totals(_sum(catalogue, self.given, accepted), _sum(catalogue, self.taken, accepted))


def _sum(catalogue: Catalogue, lines: list[Line], accepted: Array) -> dict[Asset, int]:
    sums: Counter[Asset] = Counter()
    for line in lines:
        slot, counted = catalogue.slots[line.slot], accepted[line.rows]
        amounts = line.amounts[counted]
        if line.keys is None:
            sums[Asset(slot.name, None, line.why)] += int(amounts.sum())
            continue
        ids = catalogue.kinds[slot.kind].ids
        by_code = np.zeros(len(ids), dtype=np.int64)
        np.add.at(by_code, line.keys[counted], amounts)
        for code in np.flatnonzero(by_code).tolist():
            sums[Asset(slot.name, ids[code], line.why)] += int(by_code[code])
    return {asset: amount for asset, amount in sums.items() if amount}
