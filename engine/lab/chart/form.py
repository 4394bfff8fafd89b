"""The forms of a chart: stacked flows, spreads of players, lines, bars and intervals, in plain numbers."""

from __future__ import annotations

from dataclasses import dataclass

Amounts = tuple[float, ...]  # one for each day, or one for each of several days


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart is called (*name* in files), what one sees in it, and what its axes count."""

    name: str
    title: str
    says: str
    across: str
    up: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of a stack: its amount on each day."""

    name: str
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Stack:
    """Layers above nought and layers below it, from the line of nought outwards; *net* is their sum."""

    caption: Caption
    above: tuple[Layer, ...]
    below: tuple[Layer, ...]
    net: Amounts


@dataclass(frozen=True, slots=True)
class Band:
    """Between which two values nine in ten players are on each day, and the one in the middle."""

    name: str
    low: Amounts
    middle: Amounts
    high: Amounts


@dataclass(frozen=True, slots=True)
class Fan:
    """One band for each profile; *whole* is the most that there can be, where that is known."""

    caption: Caption
    bands: tuple[Band, ...]
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Places on a line, in order; *note* is a number that sums it up."""

    name: str
    places: tuple[tuple[float, float], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines on the same axes, in shares of 1; *even* asks for the line on which all have the same."""

    caption: Caption
    lines: tuple[Line, ...]
    even: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """How many there were of each number; *marks* are numbers with a name, such as the median."""

    caption: Caption
    counts: tuple[tuple[int, int], ...]
    marks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate, and between which two values it is."""

    name: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """Estimates beside each other, to be compared with nought."""

    caption: Caption
    estimates: tuple[Estimate, ...]


Chart = Stack | Fan | Lines | Bars | Intervals


@dataclass(frozen=True, slots=True)
class Section:
    """Charts of one thing."""

    title: str
    charts: tuple[Chart, ...]
