"""A chain -> how often it is in each state in the long run.

States are eliminated one by one, without subtraction (Grassmann, Taksar and Heyman 1985), so that doubles
lose nothing; the same code works on rationals, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.distribution.question import Mass


class _Elimination:
    """Take states away from the last to the first, sending who came to them where they would have gone.

    A state that then leads nowhere is the *root* of a class that is never left. *entered*: from which earlier
    states a state was come to, and how often for each visit of those.
    """

    def __init__(self, rows: Sequence[dict[int, Mass]]) -> None:
        self.out: list[dict[int, Mass]] = [dict(row) for row in rows]
        self.into: list[set[int]] = [set() for _ in rows]
        self.entered: list[list[tuple[int, Mass]]] = [[] for _ in rows]
        self.roots: list[int] = []
        for at, row in enumerate(rows):
            for to in row:
                self.into[to].add(at)
        for state in range(len(rows) - 1, -1, -1):
            self._take(state)

    def _take(self, state: int) -> None:
        row = {to: chance for to, chance in self.out[state].items() if to != state}
        self.out[state] = row
        if not row:
            self.roots.append(state)
            return
        leaves = sum(row.values())
        for at in [at for at in self.into[state] if at < state]:
            visits = self.out[at].pop(state) / leaves
            self.entered[state].append((at, visits))
            for to, chance in row.items():
                self.out[at][to] = self.out[at].get(to, 0) + visits * chance
                self.into[to].add(at)


def stationary(rows: Sequence[dict[int, Mass]]) -> list[Mass]:
    """Return the long-run share of each state when the chain begins in the first.

    *rows* have the chances of the states that follow. Where the chain may end in one of several classes, they
    are weighted by how likely each is.
    """
    done = _Elimination(rows)
    one: Mass = type(next(iter(rows[0].values())))(1)
    ends = done.out[0] or {0: one}
    visits: list[Mass] = [0 for _ in rows]
    root = list(range(len(rows)))
    totals: dict[int, Mass] = {}
    for state, entered in enumerate(done.entered):
        if state in ends:
            visits[state] = one
        for at, often in entered:
            if visits[at]:
                root[state] = root[at]
                visits[state] += visits[at] * often
        totals[root[state]] = totals.get(root[state], 0) + visits[state]
    leaves = sum(ends.values())
    return [
        visit * (ends[root[state]] / leaves / totals[root[state]]) if visit else visit
        for state, visit in enumerate(visits)
    ]
