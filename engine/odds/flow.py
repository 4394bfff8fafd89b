"""Players spread over very many states -> the chance of completing at each further draw, with arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np


def flow(
    moves: Sequence[Sequence[tuple[int, int, float]]],
    left: Mapping[tuple[int, int], float],
    copies: int,
    most: int,
    least: float,
) -> Iterator[float]:
    """Yield the chances until no more than *least* is left, or *most* draws are over.

    *left*: the players by state and hits so far.
    """
    states = len(moves)
    mass = np.zeros(states * copies)
    for (state, had), share in left.items():
        mass[had * states + state] = share
    of = np.repeat(np.arange(states), [len(row) for row in moves])
    to, hits, chance = (
        np.array(column) for column in zip(*(move for row in moves for move in row), strict=True)
    )
    came, target, chances = (
        np.concatenate(parts)
        for parts in zip(
            *(
                (
                    had * states + of,
                    np.where(had + hits >= copies, states * copies, (had + hits) * states + to),
                    chance,
                )
                for had in range(copies)
            ),
            strict=True,
        )
    )
    for _ in range(most):
        if mass.sum() <= least:
            return
        after = np.bincount(target, mass[came] * chances, states * copies + 1)
        mass = after[:-1].astype(float, copy=False)
        yield float(after[-1])
