"""The least and the greatest number -> places on a picture, ticks and short numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)
THOUSANDS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from *low* to *high* lie between *begin* and *end*."""

    low: float
    high: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a number."""
        return self.begin + (self.end - self.begin) * (value - self.low) / (self.high - self.low)

    def ticks(self, about: int = 4, *, whole: bool = False) -> list[float]:
        """Return round numbers of the scale, *about* so many."""
        step = _step(self.high - self.low, about, whole=whole)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]


def around(low: float, high: float, begin: float, end: float) -> Scale:
    """Return a scale of round ends that holds all numbers, and nought."""
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    step = _step(high - low, 4, whole=False)
    return Scale(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, begin, end)


def _step(wide: float, about: int, *, whole: bool) -> float:
    rough = wide / about
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * times for times in STEPS if unit * times >= rough * (1 - 1e-9))
    return max(1.0, step) if whole else step


def short(value: float) -> str:
    """Return a number in few letters, such as `1.2k`."""
    for size, letter in THOUSANDS:
        if abs(value) >= size:
            return _digits(value / size) + letter
    return _digits(value)


def _digits(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"  # noqa: PLR2004 - three digits tell it apart


def percent(value: float) -> str:
    """Return a share of 1 in per cent."""
    return f"{100 * value:.3g}%"
