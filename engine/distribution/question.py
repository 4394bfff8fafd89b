"""What is asked of a program, what is answered, and what is said when the answer would be too wide."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

MOST_STATES = 200_000
MOST_OUTCOMES = 10_000

Key = tuple[Any, ...]
Mass = Fraction | float  # rational wherever it is not asked to be quick
Distribution = dict[Key, Mass]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry that was drawn, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Gain:
    """An asset that was given; *code* is -1 for a slot that is not kept per record."""

    slot: str
    code: int


@dataclass(frozen=True, slots=True)
class Loss:
    """An asset that was taken."""

    slot: str
    code: int


Seen = Mark | Gain | Loss


@dataclass(frozen=True, slots=True)
class Watch:
    """Which outcomes count as hits: marks (an entry, or any within it) and assets (slot, code)."""

    marks: frozenset[str] = frozenset()
    assets: frozenset[tuple[str, int]] = frozenset()

    def marked(self, name: str) -> bool:
        """Tell whether drawing *name* is a hit."""
        return any(name == mark or name.startswith(f"{mark}.") for mark in self.marks)

    def slots(self) -> frozenset[str]:
        """Return the slots of the assets."""
        return frozenset(slot for slot, _ in self.assets)


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known after the steps; what cannot reach it is not even forked.

    *slots* and *locals*: their values. *watch*: how many hits, counted up to *most*. *rates*: the expected
    number of every mark, gain and loss. *strict*: payments may fail, gains be cut and values leave their
    bounds; without it nobody is refused for what is not there, and a write is looked at only where its slot
    matters. *exact*: rationals, else doubles.
    """

    slots: frozenset[str] = frozenset()
    locals: frozenset[str] = frozenset()
    watch: Watch | None = None
    most: int = 1
    rates: bool = False
    strict: bool = False
    exact: bool = True


@dataclass(frozen=True, slots=True)
class TooWide:
    """Say which variable forced more states, or more outcomes of a roll, than are looked at."""

    variable: str
    count: int
    most: int
    of: Literal["states", "outcomes"] = "states"

    @property
    def said(self) -> str:
        """Return it as authors read it."""
        return f"too wide to reckon with: `{self.variable}` takes {self.count:,} values"


@dataclass(slots=True)
class Answer:
    """What the steps lead to: states by the values of *names*, refusals by reason, expected numbers.

    Refusals and expected numbers are by origin: which of the states that were begun with.
    """

    names: tuple[str, ...]
    states: Distribution = field(default_factory=dict)
    refused: dict[tuple[int, str], Mass] = field(default_factory=dict)
    expected: dict[tuple[int, Seen], Mass] = field(default_factory=dict)

    def refuse(self, origin: int, reason: str, mass: Mass) -> None:
        """Count a refusal."""
        self.refused[origin, reason] = self.refused.get((origin, reason), 0) + mass

    def expect(self, origin: int, seen: Seen, amount: Mass) -> None:
        """Count what was seen."""
        self.expected[origin, seen] = self.expected.get((origin, seen), 0) + amount


class WidthError(Exception):
    """Leave an executor whose answer is too wide; `run` turns it into its value."""

    def __init__(self, wide: TooWide) -> None:
        """Carry what is too wide."""
        super().__init__(wide)
        self.wide = wide


class TogetherError(Exception):
    """Leave an executor that knows one player: what players do together is not among what it follows."""

    def __init__(self, step: str) -> None:
        """Name the step."""
        super().__init__(f"`{step}` is what players do together, and a distribution is of one player")
