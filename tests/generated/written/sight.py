"""What the texts of a generated pack may name: kinds with their fields, values in sight, what is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

TEXTS = ("ash", "birch", "cedar")


@dataclass(frozen=True, slots=True)
class Said:
    """A text that is a number, and between what it lies."""

    text: str
    lo: float
    hi: float


@dataclass(frozen=True, slots=True)
class Name:
    """Something with a value: how it is written, its sort, the kind of a record, the bounds of a number."""

    text: str
    sort: str
    kind: str = ""
    lo: float = 0
    hi: float = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """A variable kept per record, or a formula with parameters; *params* as names without a text."""

    name: str
    params: tuple[Name, ...]
    result: Name


@dataclass(slots=True)
class Sketch:
    """A kind that was made up: its records, and its fields by name, each as what stands behind the dot."""

    name: str
    ids: tuple[str, ...]
    fields: dict[str, Name] = field(default_factory=dict)
    formulas: list[Called] = field(default_factory=list)
    holdable: bool = False
    ordered_by: str = ""
    records: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Sight:
    """All that may be named; *values* and *tallies* also hold what is bound where an expression stands."""

    chance: Random
    kinds: dict[str, Sketch] = field(default_factory=dict)
    values: list[Name] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    several: list[tuple[str, str, int]] = field(default_factory=list)  # choices: name, kind, how many
    growing: list[str] = field(default_factory=list)
    tallies: list[str] = field(default_factory=list)
    spent: list[str] = field(default_factory=list)  # variables that amounts may name
    count: int = 0

    def fresh(self, stem: str) -> str:
        """Return a name that nothing else has."""
        self.count += 1
        return f"{stem}{self.count}"

    def of(self, sort: str, kind: str = "", *, optional: bool = False) -> list[Name]:
        """Return the values of a sort."""
        return [
            each for each in self.values if (each.sort, each.kind, each.optional) == (sort, kind, optional)
        ]

    def fields(self, sort: str, *, optional: bool = False) -> list[tuple[str, Name]]:
        """Return the kinds and their fields of a sort."""
        return [
            (kind.name, each)
            for kind in self.kinds.values()
            for each in kind.fields.values()
            if each.sort == sort and each.optional == optional
        ]

    @property
    def held(self) -> list[str]:
        """Return the kinds whose records are held."""
        return [kind.name for kind in self.kinds.values() if kind.holdable]

    @contextmanager
    def inside(self, *names: Name) -> Iterator[None]:
        """See more names for a while; what is bound there is forgotten."""
        values, tallies = len(self.values), len(self.tallies)
        self.values += names
        yield
        del self.values[values:], self.tallies[tallies:]
