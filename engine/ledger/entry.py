"""What a command told of assets -> entries from one account to another; each is booked twice by its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.outcome import Event, Given, Moved, Taken

NOBODY = 0  # where assets come from and go to


class Movement(NamedTuple):
    """So much of the asset that *slot* and *key* name, from one object to another; why."""

    slot: str
    key: str | None
    amount: int
    source: int
    target: int
    why: str


def movements(events: Iterable[Event], me: int) -> Iterator[Movement]:
    """Yield what went where, of assets that are held; *me* is who acted."""
    for event in events:
        if event.__class__ is Given:
            yield Movement(event[0], event[1], event[2], NOBODY, event[4] or me, event[3])
        elif event.__class__ is Taken:
            yield Movement(event[0], event[1], event[2], me, NOBODY, event[3])
        elif event.__class__ is Moved:
            yield Movement(*event)
