"""What became of a request: the state after it and what happened, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from engine.state import State
from rules.source import Place

# Events are made in the innermost loop, so they are named tuples: as immutable, and made thrice as fast.
# Assets are named by the slot, and for what is kept per record by the record's id.


class Given(NamedTuple):
    """So much of an asset was added; *to* is another player or an offer, where it is one."""

    slot: str
    key: str | None
    amount: int
    why: str = ""
    to: int | None = None


class Taken(NamedTuple):
    """So much of an asset was taken away."""

    slot: str
    key: str | None
    amount: int
    why: str = ""


class Cut(NamedTuple):
    """So much of an asset did not fit under its upper bound and was not given."""

    slot: str
    key: str | None
    amount: int
    why: str = ""
    to: int | None = None


class Moved(NamedTuple):
    """So much of an asset went from one object to another; to 0, where it was burnt."""

    slot: str
    key: str | None
    amount: int
    source: int
    target: int
    why: str = ""


class Said(NamedTuple):
    """A reply: a text or a view, and the values its words need."""

    name: str
    values: tuple[tuple[str, Any], ...] = ()


class Told(NamedTuple):
    """A notice to a player, now or at a time."""

    name: str
    values: tuple[tuple[str, Any], ...] = ()
    to: int | None = None
    at: int | None = None


class Drawn(NamedTuple):
    """An entry that a table gave."""

    name: str
    values: tuple[tuple[str, Any], ...] = ()


class Met(NamedTuple):
    """A draw that met a guarantee, whose counter held so many misses; *slot* and *key* name the counter."""

    slot: str
    key: str | None
    misses: int


Event = Given | Taken | Cut | Moved | Said | Told | Drawn | Met


class Lack(NamedTuple):
    """What was not there: the asset, how much there is and how much was needed."""

    slot: str
    key: str | None
    has: int
    needs: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command was carried out.

    *others* are the players, besides the one who acted, and *offers* the offers that it changed or opened.
    """

    state: State
    events: tuple[Event, ...] = ()
    others: Mapping[int, State] = field(default_factory=dict)
    offers: Mapping[int, State] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """The command was not carried out; *state* differs from the one before only in attempts that count.

    *reason* is the first of *rows*, the reasons of all requirements that failed. `fault`: a value left its
    bounds, which is the content's mistake; *message* says what, *place* where.
    """

    reason: str
    rows: tuple[str, ...]
    state: State
    phase: str = ""
    lacking: tuple[Lack, ...] = ()
    message: str = ""
    place: Place | None = None

    @property
    def said(self) -> str:
        """Return the message and where it comes from."""
        return f"{self.place}: {self.message}" if self.place else self.message


Outcome = Accepted | Refused
