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
        "state": game.state.named(),
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
    """Put a game back to where it was; return the names that it does not know any more, left out."""
    game.count = int(content.get("commands", 0))
    game.waited = int(content.get("waited", 0))
    lost = []
    for name, value in content.get("state", {}).items():
        try:
            game.state = game.state.with_({name: value})
        except (KeyError, ValueError, TypeError):
            lost.append(name)
    return lost
