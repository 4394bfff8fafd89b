"""A game under way <-> a JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cli.exit import UsageProblem
from cli.out import FORMAT_VERSION
from cli.playing.game import Game


def write(game: Game, path: Path) -> None:
    """Write a game down, whole or not at all."""
    content = {
        "format_version": FORMAT_VERSION,
        "game": game.ruleset.id,
        "ruleset": game.ruleset.hash,
        "seed": game.seed,
        "commands": game.count,
        "waited": game.waited,
        "state": _joined(game.aside, game.state.named()),
    }
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    draft.replace(path)


def read(path: Path) -> dict[str, Any]:
    """Return what was written down."""
    try:
        content = json.loads(path.read_text("utf-8"))
        version = content["format_version"].split(".")[0]
    except (ValueError, KeyError, AttributeError, TypeError):
        raise UsageProblem(f"`{path}` is no saved game") from None
    if version != FORMAT_VERSION.split(".", maxsplit=1)[0]:
        raise UsageProblem(f"`{path}` was written by another version of reve")
    found: dict[str, Any] = content
    return found


def restore(game: Game, content: dict[str, Any]) -> list[str]:
    """Put a game back to where it was; return the names that it does not know any more, kept aside."""
    game.count = int(content.get("commands", 0))
    game.waited = int(content.get("waited", 0))
    for name, value in content.get("state", {}).items():
        parts = value if isinstance(value, dict) else {}
        if not _put(game, {name: value}):
            unknown = {key: part for key, part in parts.items() if not _put(game, {name: {key: part}})}
            game.aside[name] = unknown or value
    return [
        key for name, value in game.aside.items() for key in (value if isinstance(value, dict) else [name])
    ]


def _put(game: Game, cell: dict[str, Any]) -> bool:
    """Tell whether the game knows what was written down, and take it over if so."""
    try:
        game.state = game.state.with_(cell)
    except (KeyError, ValueError, TypeError):
        return False
    return True


def _joined(aside: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    """Return what a player has, with what the game does not know: it may know it again."""
    kept = {
        name: {**value, **held.get(name, {})} if isinstance(value, dict) else value
        for name, value in aside.items()
    }
    return {**held, **kept}
