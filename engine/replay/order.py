"""Steps as they were written -> steps in an order in which every version that one had is there.

Any such order gives the same: a step waits for the versions that it had, and what goes on from a version
waits for those that only looked at it. Steps come in a window, so that a history is never held whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from heapq import heappop, heappush

from engine.chance import CounterChance
from engine.replay.step import Step

Rank = Callable[[Step], tuple[int, int]]
_Wanted = tuple[int, int, bool]  # an object, a version, and whether all have to have looked at it


def as_written(step: Step) -> tuple[int, int]:
    """Rank steps as they were written."""
    return step.position, 0


def backwards(step: Step) -> tuple[int, int]:
    """Rank the last step that can be run first."""
    return -step.position, 0


def shuffled(seed: int) -> Rank:
    """Return a rank by luck."""
    luck = CounterChance(seed)
    return lambda step: (luck.bits(step.position, 0), step.position)


class Order:
    """Steps that wait for one another; *late* tells whose earlier versions can be looked at still."""

    def __init__(self, rank: Rank = as_written, late: Callable[[int], bool] = lambda _: False) -> None:
        """Begin with no steps and every object at version 0."""
        self.waiting = 0
        self._rank = rank
        self._late = late
        self._now: dict[int, int] = defaultdict(int)
        self._looking: dict[tuple[int, int], int] = {}
        self._blocked: dict[_Wanted, list[Step]] = {}
        self._ready: list[tuple[tuple[int, int], Step]] = []

    def add(self, step: Step) -> None:
        """Take a step in."""
        self.waiting += 1
        for object_, before, after in step.had:
            if before == after:
                self._looking[object_, before] = self._looking.get((object_, before), 0) + 1
        self._put(step)

    def take(self) -> Step | None:
        """Return the next step that can be run, None where all wait for steps that are not there."""
        while self._ready:
            _, step = heappop(self._ready)
            if self._wanted(step) is None:
                self._done(step)
                return step
            self._put(step)
        return None

    @property
    def stuck(self) -> list[tuple[Step, int, int]]:
        """Return the steps that wait for a version, and of which object, as they were written."""
        found = [(step, wanted[0], wanted[1]) for wanted, steps in self._blocked.items() for step in steps]
        return sorted(found)

    def _put(self, step: Step) -> None:
        wanted = self._wanted(step)
        if wanted is None:
            heappush(self._ready, (self._rank(step), step))
        else:
            self._blocked.setdefault(wanted, []).append(step)

    def _wanted(self, step: Step) -> _Wanted | None:
        """Return what a step waits for first, if for anything."""
        for object_, before, after in step.had:
            now, looks = self._now[object_], before == after
            if before > now or (before < now and not (looks and self._late(object_))):
                return object_, before, False
            if not looks and (object_, before) in self._looking:
                return object_, before, True
        return None

    def _done(self, step: Step) -> None:
        self.waiting -= 1
        for object_, before, after in step.had:
            if after > before:
                self._now[object_] = after
                self._wake((object_, after, False))
            elif (left := self._looking[object_, before] - 1) > 0:
                self._looking[object_, before] = left
            else:
                del self._looking[object_, before]
                self._wake((object_, before, True))

    def _wake(self, wanted: _Wanted) -> None:
        for step in self._blocked.pop(wanted, ()):
            self._put(step)
