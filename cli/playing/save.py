"""A game under way <-> a JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cli.clock import LAST
from cli.exit import UsageProblem
from cli.out import FORMAT_VERSION
from cli.playing.game import FIRST, Game
from cli.whole import write_whole
from engine.state import State
from engine.together import ME, World
from rules.expression.type import DAY, NONE

_FORMS = {
    "game": str,
    "seed": int,
    "commands": int,
    "waited": int,
    "state": dict,
    "players": dict,
    "offers": dict,
    "plays": str,
}


def write(game: Game, path: Path) -> None:
    """Write a game down, whole or not at all."""
    if path.exists() and not path.is_file():
        raise UsageProblem(f"`{path}` is no file; name one that may be written")
    content = {
        "format_version": FORMAT_VERSION,
        "game": game.ruleset.id,
        "ruleset": game.rules.hash,
        "seed": game.seed,
        "commands": game.count,
        "waited": game.waited,
        "state": _joined(game.aside.get(FIRST, {}), game.world.players[ME].named()),
        **_others(game),
    }
    write_whole(path, f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode())


def read(path: Path) -> dict[str, Any]:
    """Return what was written down."""
    if not path.is_file():
        raise UsageProblem(f"`{path}` is no file; name one that may be written")
    try:
        content = json.loads(path.read_text("utf-8"))
        version = content["format_version"].split(".")[0]
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise UsageProblem(f"`{path}` is no saved game") from None
    if version != FORMAT_VERSION.split(".", maxsplit=1)[0]:
        raise UsageProblem(f"`{path}` was written by another version of reve")
    found: dict[str, Any] = content
    for name, wanted in _FORMS.items():
        if name in found and type(found[name]) is not wanted:
            raise UsageProblem(f"`{path}` is no saved game: its `{name}` is broken")
    return found


def _others(game: Game) -> dict[str, Any]:
    """Return who else plays and all offers; nothing where one player is alone."""
    world = game.world
    if len(world.players) == 1 and not world.offers and not world.reserved:
        return {}
    players = {
        name: {"number": number, "state": _joined(game.aside.get(name, {}), world.players[number].named())}
        for name, number in world.names.items()
        if number != ME
    }
    offers = {
        str(number): _joined(game.aside.get(str(number), {}), state.named())
        for number, state in world.offers.items()
    }
    unknown = {whose: cells for whose, cells in game.aside.items() if whose.isdecimal()}
    return {"players": players, "offers": unknown | offers, "plays": world.called(game.me)}


def restore(game: Game, content: dict[str, Any]) -> list[str]:
    """Put a game back to where it was; return the names that it does not know any more, kept aside."""
    if content.get("game", game.ruleset.id) != game.ruleset.id:
        raise UsageProblem(f"this is a saved game of `{content['game']}`, not of `{game.ruleset.id}`")
    game.count = content.get("commands", 0)
    game.waited = content.get("waited", 0)
    if not 0 <= game.waited <= LAST * DAY:
        raise UsageProblem("the saved game has a `waited` that cannot be; change or remove it there")
    world = game.world
    for name, held in content.get("players", {}).items():
        world.names[name], state = _seat(world, name, held), State.new(game.ruleset.catalogue, game.moment)
        world.players[world.names[name]] = _filled(game, name, state, held.get("state", {}))
    game.me = world.names.get(content.get("plays", FIRST), ME)
    world.put(ME, _filled(game, FIRST, world.players[ME], content.get("state", {})))
    for written, held in content.get("offers", {}).items():
        number, empty = _number(written), State.empty(game.ruleset.catalogue)
        state = _filled(game, written, empty, held)
        world.reserved = max(world.reserved, number)
        if world.kinds.knows(state.cells):  # else its kind is declared no more, and all of it is kept aside
            world.offers[number] = state
    return [
        key
        for aside in game.aside.values()
        for name, value in aside.items()
        for key in (value if isinstance(value, dict) else [name])
    ]


def _seat(world: World, name: str, held: Any) -> int:
    """Return the number of another player."""
    number = held.get("number") if isinstance(held, dict) else None
    if not isinstance(number, int) or number in world.players:
        raise UsageProblem(f"the saved game has a player `{name}` who cannot be; change or remove him there")
    return number


def _number(written: str) -> int:
    """Return the number of an offer."""
    if not written.isdecimal():
        raise UsageProblem(
            f"the saved game has an offer `{written}` that cannot be; change or remove it there"
        )
    return int(written)


def _filled(game: Game, whose: str, state: State, written: Any) -> State:
    """Return *state* with what was written down of it; what the game does not know is kept aside."""
    if not isinstance(written, dict):
        raise UsageProblem(f"the saved game does not say what `{whose}` has; change or remove it there")
    aside: dict[str, Any] = {}
    for name, value in written.items():
        state, unknown = _taken(state, {name: value})
        if unknown:
            parts = value if isinstance(value, dict) else {}
            lost: dict[str, Any] = {}
            for key, part in parts.items():
                state, missing = _taken(state, {name: {key: part}})
                lost |= {key: part} if missing else {}
            aside[name] = lost or value
    if aside:
        game.aside[whose] = aside
    _possible(game, state)
    return state


def _taken(state: State, cell: dict[str, Any]) -> tuple[State, bool]:
    """Return the state with what was written down, and whether the game does not know that."""
    try:
        return state.with_(cell), False
    except KeyError:
        return state, True
    except (ValueError, TypeError, AttributeError):
        name = next(iter(cell))
        raise UsageProblem(
            f"the saved game has a `{name}` that cannot be; change or remove it there"
        ) from None


def _possible(game: Game, state: State) -> None:
    """Refuse a state that nothing can be in."""
    for slot, cell in zip(game.ruleset.catalogue.slots, state.cells, strict=True):
        known = {slot.default, NONE} if slot.type.optional else {slot.default}
        least, most = slot.type.lo, slot.type.hi
        if slot.type.name == "record":
            least, most = 0, len(game.ruleset.catalogue.kinds[slot.type.kind].ids) - 1
        for value in cell.values() if isinstance(cell, dict) else (cell,):
            if value not in known and not least <= value <= most:
                raise UsageProblem(
                    f"the saved game has a `{slot.name}` of {value}; change or remove it there"
                )


def _joined(aside: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    """Return what a player has, with what the game does not know: it may know it again."""
    kept = {
        name: {**value, **held.get(name, {})} if isinstance(value, dict) else value
        for name, value in aside.items()
    }
    return {**kept, **held, **{name: value for name, value in kept.items() if isinstance(value, dict)}}
