"""A scenario: what is given, what is done, and what must be true then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rules.source import Place


@dataclass(frozen=True, slots=True)
class Act:
    """One action of a scenario: how long after the one before, with what, what is rolled, what refuses it.

    *by* is another player who does it, by the name in the scenario; else it is the player it is told of.
    A parameter that asks for a player holds such a name (or `me`), one that asks for an offer the name of an
    offer: its kind, which is the last that was opened of it, or `KIND.2`, the second that was opened.
    """

    action: str
    params: dict[str, str] = field(default_factory=dict)
    after: int = 0
    rolls: dict[str, Any] = field(default_factory=dict)
    refused: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)
    rolled: dict[str, tuple[Place, ...]] = field(default_factory=dict, compare=False, repr=False)
    by: str = ""

    def place_of(self, label: str, left: int) -> Place | None:
        """Return where an outcome is written: so many from the end of what stands under *label*."""
        while label and label not in self.rolled:
            label = label.rpartition(".")[0]  # it stands in that of an outer roll
        places = self.rolled.get(label, ())
        return places[max(0, len(places) - left)] if places else self.place


@dataclass(frozen=True, slots=True)
class Expected:
    """One cell that a scenario expects, as it is written, and where."""

    name: str
    value: Any
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lived:
    """Days of a simulated player in place of actions: the first of *profile*, with the luck of *seed*."""

    profile: str
    days: int = 1
    seed: int = 1
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that a log is expected to have, and where."""

    text: str
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with a known end.

    *at* is when it begins, in milliseconds; *said* are the texts of the last act, in their order. One in
    which a profile is *lived* has no acts, but a *log*. *players* are what the others are given, by name;
    *then_players* what they must have then; *then_offers* what must be in the slots of an offer, without its
    kind (`over`, `bid`), by the offer's name. A player among the values is a name of *players*, or `me`.
    """

    name: str
    at: int
    given: dict[str, Any]
    acts: tuple[Act, ...]
    then: tuple[Expected, ...] = ()
    refused: str = ""
    said: tuple[str, ...] | None = None
    lived: Lived | None = None
    log: tuple[Line, ...] | None = None
    place: Place | None = field(default=None, compare=False, repr=False)
    players: dict[str, dict[str, Any]] = field(default_factory=dict)
    then_players: dict[str, tuple[Expected, ...]] = field(default_factory=dict)
    then_offers: dict[str, tuple[Expected, ...]] = field(default_factory=dict)
