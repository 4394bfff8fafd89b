"""A scenario: what is given, what is done, and what must be true then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rules.source import Place


@dataclass(frozen=True, slots=True)
class Act:
    """One action of a scenario: how long after the one before, with what, what is rolled, what refuses it."""

    action: str
    params: dict[str, str] = field(default_factory=dict)
    after: int = 0
    rolls: dict[str, Any] = field(default_factory=dict)
    refused: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """One cell that a scenario expects, as it is written, and where."""

    name: str
    value: Any
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with a known end.

    *at* is when it begins, in milliseconds; *said* are the texts of the last act, in their order.
    """

    name: str
    at: int
    given: dict[str, Any]
    acts: tuple[Act, ...]
    then: tuple[Expected, ...] = ()
    refused: str = ""
    said: tuple[str, ...] | None = None
    place: Place | None = field(default=None, compare=False, repr=False)
