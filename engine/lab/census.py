"""Columns of players, what their commands made and spent -> the counts of a summary; `count` for a block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from engine.columns.ledger import Line
from engine.columns.run import Outcomes
from engine.lab.summary import EXACT_BITS, HELD_BITS, Summary
from engine.lab.watch import First, Watch
from engine.outcome import Refused
from rules.expression.column_array import Array
from rules.expression.column_frame import Frame

Held = tuple[str, int, int]  # what, day, amount

_WORD = 1 << 63  # sums of products below stay within 64 bits


class Census:
    """Count a block of players; its sums and counts are those of `engine.lab.count` for each of them."""

    def __init__(self, watch: Watch, frame: Frame) -> None:
        """Begin with what newcomers have."""
        self.made: dict[str, Array] = {}
        self.spent: dict[str, Array] = {}
        self.visits = np.zeros(frame.rows, dtype=np.int64)
        self._watch = watch
        self._rows = frame.rows
        self._summary = Summary(players=frame.rows)
        self._day = 0
        self._began = {asset: amount.copy() for asset, amount in self._holdings(frame)}
        self._held = {asset: int(amount.sum()) for asset, amount in self._began.items()}
        self._frame = frame
        self._moved: Counter[str] = Counter()
        self._seen = [_Seen(first, frame.rows) for first in watch.firsts]

    def came(self, rows: Array) -> None:
        """Count who comes today."""
        self.visits[rows] += 1
        self._summary.visitors[self._day] += len(rows)

    def played(self, action: str, outcomes: Outcomes, accepted: Array) -> None:
        """Count what an action did; what money bought is no action, and has no name."""
        if action and len(accepted):
            self._summary.actions[action, self._day] += len(accepted)
        keep = None if len(outcomes.reasons) == 0 else outcomes.accepted
        ledger = outcomes.ledger
        for line in ledger.given:
            self._flow(self._summary.made, self.made, 1, _of(line, keep), line.why)
        for line in ledger.taken:
            self._flow(self._summary.spent, self.spent, -1, _of(line, keep), line.why)
        for line in ledger.met:
            self._met(_of(line, keep))

    def faulted(self, action: str, outcome: Refused) -> None:
        """Count a mistake of the content."""
        self._summary.faults[action, outcome.said] += 1

    def evening(self, frame: Frame) -> None:
        """Count what everybody has at the end of a day."""
        summary, day = self._summary, self._day
        for seen in self._seen:
            self._firsts(seen.reached(frame))
        for name, slot in self._watch.curves:
            _histogram(summary.curves, name, day, frame.cells[slot], EXACT_BITS, zero=True)
        for kind, number in self._collected(frame):
            _histogram(summary.collected, kind, day, number, EXACT_BITS)
        for asset, amount in self._holdings(frame):
            _histogram(summary.supply, asset, day, amount, HELD_BITS)
            total = int(amount.sum())
            besides = total - self._held[asset] - self._moved[asset]
            if besides:
                summary.otherwise[asset, day] += besides
            self._held[asset] = total
        self._moved.clear()
        self._day = day + 1

    def summary(self) -> Summary:
        """Return the counts, once every day was counted."""
        self._summary.days = self._day
        self._summary.moments = self._moments()
        return self._summary

    def nets(self) -> dict[str, list[int]]:
        """Return by how much each player has more of each asset than he began with."""
        now = dict(self._holdings(self._frame))
        nets = {asset: amount - self._began[asset] for asset, amount in now.items()}
        return {asset: net.tolist() for asset, net in sorted(nets.items()) if net.any()}

    def _flow(
        self, flows: Counter[tuple[str, str, int]], totals: dict[str, Array], sign: int, line: Line, why: str
    ) -> None:
        for asset, rows, amounts in self._assets(line):
            total = int(amounts.sum())
            if not total:
                continue
            flows[asset, why, self._day] += total
            self._moved[asset] += sign * total
            held = totals.get(asset)
            if held is None:
                held = totals[asset] = np.zeros(self._rows, dtype=np.int64)
            held[rows] += amounts
        if sign > 0:
            for seen in self._seen:
                if seen.slot == line.slot and line.keys is not None:
                    self._firsts(seen.gained(line))

    def _assets(self, line: Line) -> Iterator[tuple[str, Array, Array]]:
        """Yield the parts of a line by the name under which each is counted."""
        slot = self._watch.catalogue.slots[line.slot]
        goods = self._watch.goods.get(slot.name)
        if goods or line.keys is None:
            yield goods or slot.name, line.rows, line.amounts
            return
        ids = self._watch.catalogue.kinds[slot.kind].ids
        for code in np.flatnonzero(np.bincount(line.keys)).tolist():
            same = line.keys == code
            yield ids[code], line.rows[same], line.amounts[same]

    def _met(self, line: Line) -> None:
        slot = self._watch.catalogue.slots[line.slot]
        ids = self._watch.catalogue.kinds[slot.kind].ids if slot.kind else ()
        codes = line.keys if line.keys is not None else np.zeros(len(line.rows), dtype=np.int64)
        for code in np.unique(codes).tolist():
            misses, often = np.unique(line.amounts[codes == code], return_counts=True)
            for value, count in zip(misses.tolist(), often.tolist(), strict=True):
                self._summary.pity[ids[code] if ids else slot.name, value] += count

    def _firsts(self, news: Iterator[tuple[str, int]]) -> None:
        for name, players in news:
            self._summary.firsts[name, self._day] += players

    def _collected(self, frame: Frame) -> Iterator[tuple[str, Array]]:
        for name, kind in self._watch.goods.items():
            yield kind, np.count_nonzero(frame.cells[self._watch.catalogue.slot(name).index] > 0, axis=0)

    def _holdings(self, frame: Frame) -> Iterator[tuple[str, Array]]:
        """Yield what everybody has of each asset."""
        catalogue = self._watch.catalogue
        for slot, held in zip(catalogue.slots, frame.cells, strict=True):
            if not slot.asset:
                continue
            if not slot.kind:
                yield slot.name, held
            elif slot.name in self._watch.goods:
                yield self._watch.goods[slot.name], held.sum(axis=0)
            else:
                yield from zip(catalogue.kinds[slot.kind].ids, held, strict=False)

    def _moments(self) -> Counter[tuple[str, str, str]]:
        visits, moments = self.visits, Counter[tuple[str, str, str]]()
        moments["", "", "v"], moments["", "", "vv"] = _dot(visits), _dot(visits, visits)
        nothing = np.zeros(self._rows, dtype=np.int64)
        for asset in self.made.keys() | self.spent.keys():
            made, spent = self.made.get(asset, nothing), self.spent.get(asset, nothing)
            for flow, x in (("made", made), ("spent", spent), ("net", made - spent)):
                if x.any():
                    moments[asset, flow, "x"] = _dot(x)
                    moments[asset, flow, "xx"] = _dot(x, x)
                    moments[asset, flow, "xv"] = _dot(x, visits)
        return moments


class _Seen:
    """Who had a record of each value of a field, until now."""

    def __init__(self, first: First, rows: int) -> None:
        self.slot = first.slot
        self._names = [name for name in dict.fromkeys(first.names) if name]
        place = {name: number for number, name in enumerate(self._names)}
        self._value = np.array([place.get(name, -1) for name in first.names], dtype=np.int64)
        self._codes = np.argsort(self._value, kind="stable")[np.count_nonzero(self._value < 0) :]
        self._begins = np.searchsorted(self._value[self._codes], np.arange(len(self._names)))
        self._seen = np.zeros((len(self._names), rows), dtype=np.bool_)

    def gained(self, line: Line) -> Iterator[tuple[str, int]]:
        """Yield the values that players gained with a line for the first time, and how many did."""
        assert line.keys is not None  # noqa: S101 - the caller looked
        values, there = self._value[line.keys], line.amounts > 0
        there &= values >= 0
        there[there] = ~self._seen[values[there], line.rows[there]]
        if not there.any():
            return
        self._seen[values[there], line.rows[there]] = True
        yield from self._counted(np.bincount(values[there], minlength=len(self._names)))

    def reached(self, frame: Frame) -> Iterator[tuple[str, int]]:
        """Yield the values that players hold without having gained them, and how many do."""
        if not self._names:
            return
        held = (frame.cells[self.slot] != 0)[self._codes]
        news = np.logical_or.reduceat(held, self._begins, axis=0) & ~self._seen
        self._seen |= news
        yield from self._counted(np.count_nonzero(news, axis=1))

    def _counted(self, often: Array) -> Iterator[tuple[str, int]]:
        counts = zip(self._names, often.tolist(), strict=True)
        yield from ((name, players) for name, players in counts if players)


def _of(line: Line, accepted: Array | None) -> Line:
    """Return the part of a line that belongs to accepted commands."""
    if accepted is None:
        return line
    there = accepted[line.rows]
    if there.all():
        return line
    keys = None if line.keys is None else line.keys[there]
    return Line(line.slot, line.why, keys, line.rows[there], line.amounts[there])


def _histogram(
    counter: Counter[Held], what: str, day: int, values: Array, bits: int, *, zero: bool = False
) -> None:
    """Count values to their first bits; nothing is counted as nothing, unless it is asked for."""
    exponent = np.frexp(values.astype(np.float64))[1]
    spare = np.maximum(exponent - bits, 0)
    found, often = np.unique((values >> spare) << spare, return_counts=True)
    for value, count in zip(found.tolist(), often.tolist(), strict=True):
        if value or zero:
            counter[what, day, value] += count


def _dot(x: Array, other: Array | None = None) -> int:
    """Return the exact sum of products."""
    if other is None:
        return int(x.sum())
    if int(np.abs(x).max(initial=0)) * int(np.abs(other).max(initial=0)) * len(x) < _WORD:
        return int(x @ other)
    return sum(a * b for a, b in zip(x.tolist(), other.tolist(), strict=True))
