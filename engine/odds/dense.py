"""States that are nearly all joined to nearly all -> who came to each, as one NumPy array."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

import numpy as np

from engine.distribution.question import Mass

_TOGETHER = 48

Entered = list[tuple[int, Mass]]


def eliminated(
    states: Sequence[int], rows: Sequence[Mapping[int, Mass]], ends: dict[int, Mass]
) -> Iterator[tuple[int, Entered]]:
    """Take *states* away but the first, and yield from where each was come to, and how often.

    What leads nowhere is kept, and moved to the front; *ends* is filled with where the first leads to. What
    some states at the end change of the others is added up at once: products of matrices are quick. The
    diagonal is never read.
    """
    names, chances = np.array(states), _square(states, rows)
    last, roots = len(states) - 1, 0
    while last > roots:
        kept = max(roots, last - _TOGETHER) + 1
        at = last
        while at >= kept and (leaves := fsum(chances[at, :at].tolist())):
            row, visits = chances[at, :at], chances[:at, at]
            visits /= leaves
            chances[kept:at, :at] += np.outer(visits[kept:], row)
            chances[:kept, kept:at] += np.outer(visits[:kept], row[kept:])
            came = np.flatnonzero(visits)
            yield int(names[at]), list(zip(names[came].tolist(), visits[came].tolist(), strict=True))
            at -= 1
        chances[:kept, :kept] += chances[:kept, at + 1 : last + 1] @ chances[at + 1 : last + 1, :kept]
        if at >= kept:
            roots += 1
            for axis in (chances, chances.T, names):
                axis[[roots, at]] = axis[[at, roots]]
            yield int(names[roots]), []
        last = at
    ends.update({int(names[at]): float(chances[0, at]) for at in range(1, roots + 1) if chances[0, at]})


def _square(
    states: Sequence[int], rows: Sequence[Mapping[int, Mass]]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    place = {state: number for number, state in enumerate(states)}
    chances = np.zeros((len(states), len(states)))
    for state, number in place.items():
        for to, chance in rows[state].items():
            chances[number, place[to]] = chance
    return chances
