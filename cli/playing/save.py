"""A game under way <-> a JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cli.clock import LAST
from cli.exit import UsageProblem
from cli.out import FORMAT_VERSION
from cli.playing.game import Game
from cli.whole import write_whole
from rules.expression.type import DAY, NONE

_FORMS = {"game": str, "seed": int, "commands": int, "waited": int, "state": dict}


def write(game: Game, path: Path) -> None:
    """Write a game down, whole or not at all."""
    if path.exists() and not path.is_file():
        raise UsageProblem(f"`{path}` is no file; name one that may be written")
    content = {
        "format_version": FORMAT_VERSION,
        "game": game.ruleset.id,
        "ruleset": game.ruleset.hash,
        "seed": game.seed,
        "commands": game.count,
        "waited": game.waited,
        "state": _joined(game.aside, game.state.named()),
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


def restore(game: Game, content: dict[str, Any]) -> list[str]:
    """Put a game back to where it was; return the names that it does not know any more, kept aside."""
    if content.get("game", game.ruleset.id) != game.ruleset.id:
        raise UsageProblem(f"this is a saved game of `{content['game']}`, not of `{game.ruleset.id}`")
    game.count = content.get("commands", 0)
    game.waited = content.get("waited", 0)
    if not 0 <= game.waited <= LAST * DAY:
        raise UsageProblem("the saved game has a `waited` that cannot be; change or remove it there")
    for name, value in content.get("state", {}).items():
        parts = value if isinstance(value, dict) else {}
        if not _put(game, {name: value}):
            unknown = {key: part for key, part in parts.items() if not _put(game, {name: {key: part}})}
            game.aside[name] = unknown or value
    _possible(game)
    return [
        key for name, value in game.aside.items() for key in (value if isinstance(value, dict) else [name])
    ]


def _put(game: Game, cell: dict[str, Any]) -> bool:
    """Tell whether the game knows what was written down, and take it over if so."""
    try:
        game.state = game.state.with_(cell)
    except KeyError:
        return False
    except (ValueError, TypeError, AttributeError):
        name = next(iter(cell))
        raise UsageProblem(
            f"the saved game has a `{name}` that cannot be; change or remove it there"
        ) from None
    return True


def _possible(game: Game) -> None:
    """Refuse a state that no player can be in."""
    for slot, cell in zip(game.ruleset.catalogue.slots, game.state.cells, strict=True):
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
