"""A library that was built from `source` -> the counts of a block of players."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from engine.lab.life import is_weekend
from engine.lab.simulate import Block, Experiment, Lived
from engine.lab.summary import EXACT_BITS, Summary, bucket
from engine.native.counted import FLOWS, POWERS, VISITS, amount_of, shapes
from engine.native.layout import Layout
from rules.expression.column_array import Array
from rules.site import whole_word

Library = Any  # what `ctypes` loads


class Native:
    """Live blocks of players with generated code."""

    def __init__(self, layout: Layout, library: Library) -> None:
        """Take a library that was built from `source(layout)`."""
        self._layout = layout
        self._live: Callable[..., int] = library.live
        self._places = {name: place for place, name in enumerate(layout.ruleset.profiles)}

    def live(self, experiment: Experiment, block: Block) -> Lived | None:
        """Return what the players of a block did, or None where a fault of the content is to be told."""
        layout, days = self._layout, experiment.days
        dates = range(experiment.first_day, experiment.first_day + days)
        counted = {name: _zeros(*shape) for name, shape in shapes(layout, days, block.count).items()}
        counted["starts"][:] = [layout.catalogue.calendar.start_of(date) for date in dates]
        counted["weekend"][:] = [is_weekend(date) for date in dates]
        met = self._lived(experiment, block, counted)
        if counted["faults"].any():
            return None
        return Lived(self._summary(counted, met, block.count, days), self._nets(counted["nets"]))

    def _lived(self, experiment: Experiment, block: Block, counted: Mapping[str, Array]) -> Array:
        """Let the players of a block live and count; return each counter that was met, and its misses."""
        met, whole = _zeros(2), ctypes.c_int64
        pointers = (ctypes.c_void_p * len(counted))(*(each.ctypes.data for each in counted.values()))
        self._live(
            whole(self._places[block.profile]),
            whole(block.first),
            whole(block.count),
            whole(experiment.days),
            whole(whole_word(experiment.seed)),
            pointers,
            ctypes.c_void_p(met.ctypes.data),
        )
        return _met(met)

    def _nets(self, nets: Array) -> dict[str, Sequence[int]]:
        return {asset: nets[place].tolist() for place, asset in enumerate(self._layout.assets)}

    def _summary(self, counted: Mapping[str, Array], met: Array, players: int, days: int) -> Summary:
        layout = self._layout
        made, spent = counted["made"], counted["spent"]

        def flow(day: int, why: int, asset: int) -> tuple[str, str, int]:
            return layout.assets[asset], layout.whys[why], day

        return Summary(
            players,
            days,
            visitors=_counted(counted["visitors"], lambda day: day),
            actions=_counted(counted["actions"], lambda day, action: (layout.actions[action], day)),
            made=_counted(made, flow),
            spent=_counted(spent, flow),
            otherwise=_counted(
                np.diff(counted["held"], axis=0) - (made - spent).sum(axis=1),
                lambda day, asset: (layout.assets[asset], day),
            ),
            supply=_counted(
                counted["supply"], lambda day, asset, at: (layout.assets[asset], day, amount_of(at))
            ),
            curves=self._curves(counted["curves"]),
            collected=self._collected(counted["collected"]),
            firsts=_counted(counted["firsts"], lambda day, first: (layout.firsts[first], day)),
            pity=self._pity(met),
            moments=self._moments(counted["moments"]),
        )

    def _collected(self, collected: Array) -> Counter[tuple[str, int, int]]:
        found: Counter[tuple[str, int, int]] = Counter()
        begins = 0
        for goods in self._layout.goods:
            some = collected[:, begins + 1 : begins + goods.size + 1]  # who has none is not counted
            found |= _counted(some, _collection(goods.kind))
            begins += goods.size + 1
        return found

    def _curves(self, curves: Array) -> Counter[tuple[str, int, int]]:
        found: Counter[tuple[str, int, int]] = Counter()
        for place, (name, _) in enumerate(self._layout.watch.curves):
            for day, values in enumerate(curves[:, place]):
                different, often = np.unique(values, return_counts=True)
                for value, players in zip(different.tolist(), often.tolist(), strict=True):
                    found[name, day, bucket(value, EXACT_BITS)] += players
        return found

    def _pity(self, met: Array) -> Counter[tuple[str, int]]:
        found: Counter[tuple[str, int]] = Counter()
        if len(met):
            different, often = np.unique(met, axis=0, return_counts=True)
            for (cell, misses), draws in zip(different.tolist(), often.tolist(), strict=True):
                found[self._layout.counter_name(cell), misses] += draws
        return found

    def _moments(self, moments: Array) -> Counter[tuple[str, str, str]]:
        sums = [_wide(low, high) for low, high in moments.tolist()]
        found = Counter({("", "", "v"): sums[0], ("", "", "vv"): sums[1]})
        named = ((asset, flow) for asset in self._layout.assets for flow in FLOWS)
        for at, (asset, flow) in zip(range(VISITS, len(sums), len(POWERS)), named, strict=False):
            totals = dict(zip(POWERS, sums[at : at + len(POWERS)], strict=True))
            if totals["xx"]:
                found.update({(asset, flow, power): total for power, total in totals.items()})
        return found


def _collection(kind: str) -> Callable[..., tuple[str, int, int]]:
    return lambda day, at: (kind, day, at + 1)


def _zeros(*shape: int) -> Array:
    return np.zeros(shape, dtype=np.int64)


def _counted(counts: Array, name: Callable[..., Any]) -> Counter[Any]:
    """Return what is not 0 by name; *name* is asked with the place on each axis."""
    places = np.nonzero(counts)
    amounts = counts[places].tolist()
    return Counter(
        {name(*at): n for *at, n in zip(*(axis.tolist() for axis in places), amounts, strict=True)}
    )


def _wide(low: int, high: int) -> int:
    """Return a whole number of 128 bits."""
    return (high << 64) + (low % (1 << 64))


def _met(met: Array) -> Array:
    count, address = met.tolist()
    if not count:
        return _zeros(0, 2)
    rows = (ctypes.c_int64 * (2 * count)).from_address(address)
    return np.array(rows, dtype=np.int64).reshape(count, 2)
