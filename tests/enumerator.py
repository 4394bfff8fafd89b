"""The judge of the exact executor: every outcome of every roll, by running the player executor each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from engine.chance import Chance
from engine.outcome import Outcome
from rules.site import Site

MOST = 2000  # ways in which rolls may fall


class TooManyError(Exception):
    """Leave a program that has more outcomes than are enumerated."""


class Branching(Chance):
    """Take the branches of *path*, then the first that can be; note what else there was."""

    def __init__(self, path: tuple[int, ...]) -> None:
        self.path, self.taken, self.weights = path, list[int](), list[Sequence[int]]()

    def branch(self, weights: Sequence[int]) -> int:
        """Take the next branch."""
        at = len(self.taken)
        first = next(place for place, weight in enumerate(weights) if weight)
        self.taken.append(self.path[at] if at < len(self.path) else first)
        self.weights.append(weights)
        return self.taken[-1]

    def choose(self, cumulative: Sequence[int], _: Site, __: int) -> int:
        """Branch over weights."""
        return self.branch([cumulative[0], *(after - before for before, after in pairwise(cumulative))])

    def uniform(self, lo: int, hi: int, _: Site, __: int) -> int:
        """Branch over numbers."""
        if hi - lo >= MOST:
            raise TooManyError
        return lo + self.branch([1] * (hi - lo + 1))

    def pick(
        self, codes: Sequence[int], cumulative: Sequence[int] | None, site: Site, coordinate: int
    ) -> int:
        """Branch over records."""
        return codes[self.choose(cumulative or range(1, len(codes) + 1), site, coordinate)]


def enumerate_outcomes(run: Callable[[Chance], Outcome]) -> Iterator[tuple[Outcome, Fraction]]:
    """Yield each outcome with its probability, one for each way in which the rolls can fall."""
    paths: list[tuple[int, ...]] = [()]
    for _ in range(MOST):
        if not paths:
            return
        chance = Branching(paths.pop())
        outcome, mass = run(chance), Fraction(1)
        for at, (place, weights) in enumerate(zip(chance.taken, chance.weights, strict=True)):
            mass *= Fraction(weights[place], sum(weights))
            others = (other for other, weight in enumerate(weights) if weight and other != place)
            if at >= len(chance.path):
                paths.extend((*chance.taken[:at], other) for other in others)
        yield outcome, mass
    raise TooManyError
