"""A rate that grows or falls with a number -> the number, whole if it must be, with which it is as wanted."""

from __future__ import annotations

from collections.abc import Callable

from cli.exit import UsageProblem
from engine.view.measure import percent

_ROUNDS = 60
_NEAR = 1e-9
_FAR = (10.0, 1e3, 1e6)  # times as much, and as little, to learn what can be reached
_MOST = 4_096  # of whole numbers: a guarantee that comes later than this is as good as none

Rate = Callable[[float], float]


class Tried:
    """Ask for rates, each once; what the pack does not allow has none."""

    def __init__(self, rate: Rate) -> None:
        """Ask *rate*, which refuses what is not allowed."""
        self.rate, self.known = rate, dict[float, float | None]()

    def at(self, value: float) -> float | None:
        """Return the rate with *value*."""
        if value not in self.known:
            try:
                self.known[value] = self.rate(value)
            except UsageProblem:
                self.known[value] = None
        return self.known[value]

    def reaches(self) -> str:
        """Say between what the rates were that were found."""
        found = sorted(rate for rate in self.known.values() if rate is not None)
        return f"what can be reached is {percent('en', found[0])} to {percent('en', found[-1])}"


def whole(tried: Tried, wanted: float, start: int) -> int:
    """Return the whole number whose rate is nearest to *wanted*."""
    low, high = (1 if tried.at(1) is not None else start), start
    while not _between(tried, wanted, low, high):
        further = _allowed(tried, high, min(_MOST, 2 * high))
        if further <= high:
            raise UsageProblem(f"no whole number does it: {tried.reaches()}, with {low} to {high}")
        high = further
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _between(tried, wanted, low, middle) else (middle, high)
    return min((low, high), key=lambda number: abs((tried.at(number) or 0.0) - wanted))


def _allowed(tried: Tried, low: int, high: int) -> int:
    """Return the greatest number up to *high* that the pack allows, which is *low* at least."""
    while tried.at(high) is None and high > low:
        middle = (low + high) // 2
        low, high = (middle, high - 1) if middle > low and tried.at(middle) is not None else (low, middle)
    return high


def _between(tried: Tried, wanted: float, low: int, high: int) -> bool:
    ends = [rate for rate in (tried.at(low), tried.at(high)) if rate is not None]
    return min(ends) - _NEAR <= wanted <= max(ends) + _NEAR


def root(tried: Tried, wanted: float, value: float) -> float:
    """Return where the rate is *wanted*, by secants of the odds, which weights move nearly in a line."""
    goal = wanted / (1 - wanted)
    first = tried.at(value) or 0.0
    low, high = (value, _odds(first) - goal), (0.0, -goal)
    guess = value * goal / max(_odds(first), 1e-12)
    for _ in range(_ROUNDS):
        found = tried.at(guess)
        if found is None:
            break
        point = guess, _odds(found) - goal
        if abs(point[1]) <= _NEAR * goal:
            return guess
        high, low = (low, point) if point[1] * low[1] < 0 or high[1] == -goal else (high, point)
        step = point[1] * (point[0] - high[0]) / (point[1] - high[1]) if point[1] != high[1] else 0.0
        guess = max(point[0] / 10, point[0] - step) if step else point[0] * 2
    for far in _FAR:
        tried.at(value / far)
        tried.at(value * far)
    raise UsageProblem(
        f"no value does it: {tried.reaches()}; it hangs on something else, such as a guarantee"
    )


def _odds(rate: float) -> float:
    return rate / (1 - rate) if rate < 1 else 1e12
