"""What became of a target: the answer, what was measured, and what moves it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from engine.lab.interval import Interval
from rules.program.target import Target

Answer = Literal["holds", "fails", "undecided"]

NEAR = 1e-12  # exact odds are doubles, this far from rationals


@dataclass(frozen=True, slots=True)
class Cause:
    """An action (or reaction) and by how much it moves what is measured, per player and day.

    *carried_out*: how often it is done instead, where what it moves is no asset.
    """

    name: str
    amount: float
    carried_out: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One action of a loop that pays: with which parameters, and how often for each round."""

    action: str
    case: str
    times: Fraction


@dataclass(frozen=True, slots=True)
class Loop:
    """Actions that together leave nothing less and *gains* more."""

    parts: tuple[Part, ...]
    gains: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a target.

    *measured* is None where there is nothing to measure. *players* were asked in *looks* looks, none where
    the answer is exact. *causes* are the three that move it most; *why* says what hinders an answer, *hint*
    what decides it, or what would help.
    """

    target: Target
    answer: Answer
    measured: Interval | None = None
    players: int = 0
    looks: int = 0
    causes: tuple[Cause, ...] = ()
    loop: Loop | None = None
    why: str = ""
    hint: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether no player was asked."""
        return not self.target.sampled


def decided(target: Target, interval: Interval) -> Answer:
    """Compare an interval with the bounds of a target, which are included."""
    low = float("-inf") if target.low is None else float(target.low) - NEAR
    high = float("inf") if target.high is None else float(target.high) + NEAR
    if low <= interval.low and interval.high <= high:
        return "holds"
    return "fails" if interval.high < low or interval.low > high else "undecided"
