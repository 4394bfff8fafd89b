"""A chain -> how often it is in each state in the long run, and how far off that may be.

States are eliminated one by one, without subtraction (Grassmann, Taksar and Heyman 1985), so that doubles
lose nothing; the same code works on rationals, exactly. Which goes first does not matter to the result, only
to the work: the one that fewest pairs of others pass through. What is left when nearly all are joined to
nearly all is handed to NumPy, where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import fsum

from engine.distribution.question import Mass

ROUNDING = 2.0**-53
# Of what a chance of a chain is made: each roll of one draw rounds it, and each merging of two ways.
ROUNDINGS_BEFORE = 64
_DENSE_FROM = 64
_DENSE_TO = 4_000
_DENSER = 32  # so much quicker is a pair in an array


@dataclass(frozen=True, slots=True)
class Stationary:
    """The long-run share of each state; each is within *error* of the truth, as a part of itself."""

    shares: list[Mass]
    error: float


class Elimination:
    """Take states away, sending who came to them where they would have gone; the first stays to the end.

    A state that then leads nowhere is the *root* of a class that is never left. *entered*: from which states,
    not yet taken away, one was come to, and how often for each visit of those. *passed*: how many rows were
    changed, which bounds the error: by the theorem of trees a share is a sum of products of one chance from
    each row, so that a row that is off by a part e moves each share by at most 2e.
    """

    def __init__(self, rows: Sequence[dict[int, Mass]]) -> None:
        self.out = [{to: p for to, p in row.items() if to != at and p} for at, row in enumerate(rows)]
        self.into: list[set[int]] = [set() for _ in rows]
        self.entered: list[list[tuple[int, Mass]]] = [[] for _ in rows]
        self.order: list[int] = []
        self.passed = 0
        for at, row in enumerate(self.out):
            for to in row:
                self.into[to].add(at)
        self.exact = not any(isinstance(p, float) for row in rows[:1] for p in row.values())
        self.arrays = not self.exact
        self._run()

    def _run(self) -> None:
        left = [(self._pairs(state), state) for state in range(1, len(self.out))]
        heapify(left)
        while left:
            pairs, state = heappop(left)
            now = self._pairs(state)
            if now > pairs and left and now > left[0][0]:
                heappush(left, (now, state))
            elif self._crowded(now) and self._together():
                break
            else:
                self._take(state)
        self.order.append(0)

    def _crowded(self, pairs: int) -> bool:
        """Tell whether what is left is so joined that an array holds it better."""
        rest = len(self.out) - len(self.order)
        return self.arrays and _DENSE_FROM < rest < _DENSE_TO and _DENSER * pairs > rest * rest

    def _pairs(self, state: int) -> int:
        return len(self.into[state]) * len(self.out[state])

    def _take(self, state: int) -> None:
        row = self.out[state]
        self.order.append(state)
        if not row:
            return
        for to in row:
            self.into[to].discard(state)
        leaves = fsum(row.values()) if not self.exact else sum(row.values())
        for at in self.into[state]:
            mine = self.out[at]
            visits = mine.pop(state) / leaves
            self.entered[state].append((at, visits))
            for to, chance in row.items():
                if to in mine:
                    mine[to] += visits * chance
                elif to != at:
                    mine[to] = visits * chance
                    self.into[to].add(at)
        self.passed += len(self.into[state])

    def _together(self) -> bool:
        """Take the rest away as one array; tell whether that could be."""
        try:
            from engine.odds.dense import eliminated
        except ImportError:
            self.arrays = False
            return False
        gone = frozenset(self.order)
        rest = [state for state in range(len(self.out)) if state not in gone or not self.out[state]]
        ends: dict[int, Mass] = {}
        for state, entered in eliminated(rest, self.out, ends):
            self.order += [state] * (state not in gone)  # what led nowhere before is in the order already
            self.entered[state] = entered
            self.passed += len(entered)
        self.out[0] = ends
        return True


def stationary(rows: Sequence[dict[int, Mass]]) -> Stationary:
    """Return the long-run share of each state when the chain begins in the first.

    *rows* have the chances of the states that follow. Where the chain may end in one of several classes, they
    are weighted by how likely each is.
    """
    done = Elimination(rows)
    one: Mass = type(next(iter(rows[0].values())))(1)
    ends = done.out[0] or {0: one}
    add = sum if done.exact else fsum
    visits, root, deepest = _visits(done, ends, one)
    parts: dict[int, list[Mass]] = {}
    for state, visit in enumerate(visits):
        parts.setdefault(root[state], []).append(visit)
    whole = {state: add(found) for state, found in parts.items()}
    leaves = sum(ends.values())
    shares = [
        visit * (ends[root[state]] / leaves / whole[root[state]]) if visit else visit
        for state, visit in enumerate(visits)
    ]
    roundings = 8 * done.passed + 6 * deepest + 2 * ROUNDINGS_BEFORE * len(rows) + 8 + len(ends)
    return Stationary(shares, 0.0 if done.exact else roundings * ROUNDING)


def _visits(done: Elimination, ends: Mapping[int, Mass], one: Mass) -> tuple[list[Mass], list[int], int]:
    """Return how often each state is visited for one visit of its root; the roots; the longest way."""
    add = sum if done.exact else fsum
    visits: list[Mass] = [0 for _ in done.out]
    deep, root = [0] * len(visits), list(range(len(visits)))
    for state in reversed(done.order):
        visits[state] = one if state in ends else 0
        came = [(at, visits[at] * often) for at, often in done.entered[state] if visits[at]]
        if came:
            root[state] = root[came[0][0]]
            visits[state] += add([visit for _, visit in came])
            deep[state] = 1 + max(deep[at] for at, _ in came)
    return visits, root, max(deep)
