"""A library that was built from `source` -> the counts of a block of players."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from engine.lab.life import is_weekend
from engine.lab.simulate import Block, Experiment, Lived
from engine.lab.summary import EXACT_BITS, Summary, bucket
from engine.native.layout import BUCKETS, Layout
from engine.native.life import collected_size
from rules.expression.column_array import Array
from rules.site import whole_word

Library = Any  # what `ctypes` loads
FLOWS = ("made", "spent", "net")


class Native:
    """Live blocks of players with generated code."""

    def __init__(self, layout: Layout, library: Library) -> None:
        """Take a library that was built from `source(layout)`."""
        self._layout = layout
        self._live: Callable[..., int] = library.live
        self._places = {name: place for place, name in enumerate(layout.ruleset.profiles)}

    def live(self, experiment: Experiment, block: Block) -> Lived | None:
        """Return what the players of a block did, or None where a fault of the content is to be told."""
        layout, days, count = self._layout, experiment.days, block.count
        assets, firsts = max(1, len(layout.assets)), max(1, len(layout.firsts))
        start_of = layout.catalogue.calendar.start_of
        dates = range(experiment.first_day, experiment.first_day + days)
        shared = [
            np.array([start_of(date) for date in dates], dtype=np.int64),
            np.array([is_weekend(date) for date in dates], dtype=np.int64),
            _zeros(days),
            _zeros(days, max(1, len(layout.actions))),
            _zeros(days, max(1, len(layout.whys)), assets),
            _zeros(days, max(1, len(layout.whys)), assets),
            _zeros(days + 1, assets),
            _zeros(days, assets, BUCKETS),
            _zeros(days, collected_size(layout)),
            _zeros(days, firsts),
            _zeros(2 + assets * 9, 2),
            _zeros(assets, count),
            _zeros(days, max(1, len(layout.watch.curves)), count),
            _zeros(1),
        ]
        met = _zeros(2)
        pointers = (ctypes.c_void_p * len(shared))(*(each.ctypes.data for each in shared))
        whole = ctypes.c_int64
        self._live(
            whole(self._places[block.profile]),
            whole(block.first),
            whole(count),
            whole(days),
            whole(whole_word(experiment.seed)),
            pointers,
            ctypes.c_void_p(met.ctypes.data),
        )
        if shared[-1][0]:
            return None
        return Lived(self._summary(shared, _met(met), count, days), self._nets(shared[11]))

    def _nets(self, nets: Array) -> dict[str, Sequence[int]]:
        return {asset: nets[place].tolist() for place, asset in enumerate(self._layout.assets)}

    def _summary(self, shared: list[Array], met: Array, players: int, days: int) -> Summary:
        layout = self._layout
        _, _, visitors, actions, made, spent, held, supply, collected, firsts, moments, _, curves, _ = shared
        return Summary(
            players,
            days,
            visitors=_counted(visitors, lambda day: day),
            actions=_counted(actions, lambda day, action: (layout.actions[action], day)),
            made=_counted(made, lambda day, why, asset: (layout.assets[asset], layout.whys[why], day)),
            spent=_counted(spent, lambda day, why, asset: (layout.assets[asset], layout.whys[why], day)),
            otherwise=_counted(
                np.diff(held, axis=0) - (made - spent).sum(axis=1),
                lambda day, asset: (layout.assets[asset], day),
            ),
            supply=_counted(supply, lambda day, asset, at: (layout.assets[asset], day, amount_of(at))),
            curves=self._curves(curves),
            collected=self._collected(collected),
            firsts=_counted(firsts, lambda day, first: (layout.firsts[first], day)),
            pity=self._pity(met),
            moments=self._moments(moments),
        )

    def _collected(self, collected: Array) -> Counter[tuple[str, int, int]]:
        found: Counter[tuple[str, int, int]] = Counter()
        begins = 0
        for kind, _, size in self._layout.goods:
            found |= _counted(collected[:, begins + 1 : begins + size + 1], _named(kind, lambda at: at + 1))
            begins += size + 1
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
        for place, asset in enumerate(self._layout.assets):
            for flow, name in enumerate(FLOWS):
                at = 2 + (place * len(FLOWS) + flow) * 3
                if sums[at + 1]:
                    for power, total in zip(("x", "xx", "xv"), sums[at : at + 3], strict=True):
                        found[asset, name, power] = total
        return found


def amount_of(at: int) -> int:
    """Return the least amount of a bucket; the first 32 are exact, then 16 to each power of two."""
    return at if at < 32 else (16 + (at - 32) % 16) << ((at - 32) // 16 + 1)  # noqa: PLR2004 - said above


def _named(kind: str, value: Callable[[int], int]) -> Callable[..., tuple[str, int, int]]:
    return lambda day, at: (kind, day, value(at))


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
