"""What players and offers have in the end, and what was said -> where a scenario expected otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.offer import shape
from engine.scenario.named import MYSELF, numbered, offer_of
from engine.state import State, id_of
from engine.together import World
from rules.program.scenario import Expected, Scenario
from rules.source import Place

HELD = "held"  # what lies in an offer, by asset


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that was expected and did not happen."""

    message: str
    place: Place | None


def compare(world: World, scenario: Scenario, said: tuple[str, ...]) -> Iterator[Failure]:
    """Yield each cell that is another than was expected, and whether something else was said."""
    yield from _cells(world, world.players[world.names[MYSELF]], scenario.then)
    for name, expected in scenario.then_players.items():
        yield from _cells(world, world.players[world.names[name]], expected, ("", f"{name}."))
    for name, expected in scenario.then_offers.items():
        yield from _offer(world, name, expected)
    if scenario.said is not None and said != scenario.said:
        message = f"said was {_list(said)}; expected was {_list(scenario.said)}"
        yield Failure(message, scenario.place)


def _offer(world: World, name: str, expected: tuple[Expected, ...]) -> Iterator[Failure]:
    number = offer_of(world, name)
    if number is None:
        yield from (
            Failure(f"there is no `{name}`; its `{each.name}` was expected", each.place) for each in expected
        )
        return
    kind = world.kind(number)
    cells = [each for each in expected if each.name != HELD]
    own = (Expected(f"{kind}.{each.name}", each.value, each.place) for each in cells)
    yield from _cells(world, world.offers[number], own, (kind, name))
    for each in expected:
        if each.name == HELD:
            yield from _held(world.offers[number], kind, name, each)


def _held(state: State, kind: str, name: str, expected: Expected) -> Iterator[Failure]:
    """Yield whether something else lies in an offer than was expected, of what was asked for."""
    catalogue, found = state.catalogue, dict.fromkeys(expected.value, 0)
    for part in shape(catalogue, kind).parts(state.cells):
        id_ = id_of(catalogue, catalogue.slots[part.slot].kind, part.code)
        if id_ in found:
            found[id_] += part.amount
    if found != expected.value:
        message = f"`{name}.{HELD}` is {_said(found)}; expected was {_said(expected.value)}"
        yield Failure(message, expected.place)


def _cells(
    world: World, state: State, then: Iterable[Expected], called: tuple[str, str] = ("", "")
) -> Iterator[Failure]:
    """Yield what is another than was expected; where its name begins with one of *called* it is the other."""
    held = state.named()
    for expected in then:
        wanted = numbered(state.catalogue, world.names, {expected.name: expected.value})
        if state.with_(wanted) != state:
            found = _found(world, state, held.get(expected.name), expected.name, wanted[expected.name])
            shown = f"{called[1]}{expected.name.removeprefix(called[0])}"
            message = f"`{shown}` is {found}; expected was {_said(expected.value)}"
            yield Failure(message, expected.place)


def _found(world: World, state: State, value: Any, name: str, expected: Any) -> str:
    """Return what a cell holds, as an author would write it; of a keyed one only what was asked for."""
    slot = state.catalogue.by_name.get(name)
    names = {number: each for each, number in world.names.items()}
    if isinstance(expected, dict):
        known = value if isinstance(value, dict) else {}
        default = slot.default if slot is not None else 0
        keys = {str(number): each for number, each in names.items()} if slot and slot.kind == "player" else {}
        return _said({keys.get(key, key): known.get(key, default) for key in expected})
    if value is None:
        return _said(slot.default if slot and slot.default >= 0 else 0)
    return _said(names.get(value, value) if slot is not None and slot.type.name == "player" else value)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_said(each)}" for key, each in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else str(value)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
