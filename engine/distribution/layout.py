"""Names of variables -> places in the tuples that stand for states, and moves between such tuples.

`#coins` is a slot, `prize` a local, and `~hits` one that an executor keeps for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from engine.distribution.question import Distribution, Key

ORIGIN, HITS, WRITTEN = "~origin", "~hits", "~written"
FIRED, GOING, WAITED = "~fired", "~going", "~waited"

Pick = Callable[[Any], Key]


def cell(slot: str) -> str:
    """Return the variable of a slot."""
    return f"#{slot}"


def layout(live: Iterable[str]) -> tuple[str, ...]:
    """Return variables in the order in which a state has them."""
    return tuple(sorted(live))


def picker(places: list[int]) -> Pick:
    """Return a function that picks values by place, always as a tuple."""
    if not places:
        return lambda _: ()
    if len(places) == 1:
        place = places[0]
        return lambda key: (key[place],)
    return itemgetter(*places)


def mover(names: tuple[str, ...], live: Iterable[str]) -> Pick:
    """Return a function from values of *names* (the last of equal ones counts) to a state of *live*."""
    places = {name: place for place, name in enumerate(names)}
    return picker([places[name] for name in layout(live)])


def project(states: Distribution, before: Iterable[str], after: Iterable[str]) -> Distribution:
    """Drop the variables that are no longer live; states that are then equal are merged."""
    names = layout(before)
    if names == layout(after):
        return states
    move, merged = mover(names, after), Distribution()
    for key, mass in states.items():
        add(merged, move(key), mass)
    return merged


def add(states: Distribution, key: Key, mass: Any) -> None:
    """Add mass to a state."""
    if key in states:
        states[key] += mass
    else:
        states[key] = mass


def merge(parts: Iterable[Distribution]) -> Distribution:
    """Return distributions added up."""
    merged = Distribution()
    for part in parts:
        if not merged:
            merged = dict(part)
            continue
        for key, mass in part.items():
            add(merged, key, mass)
    return merged
