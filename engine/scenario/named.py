"""Players and offers as a scenario calls them <-> the numbers that they have while it is played."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.together import World
from rules.program.catalogue import Catalogue
from rules.program.node import Program

MYSELF = "me"  # the player whom a scenario tells of


def numbered(catalogue: Catalogue, names: Mapping[str, int], cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return cells in which each player who is called by name stands by number."""

    def number(value: Any) -> Any:
        return names.get(value, value) if isinstance(value, str) else value

    def read(name: str, value: Any) -> Any:
        slot = catalogue.by_name.get(name)
        if slot is None or "player" not in {slot.type.name, slot.kind}:
            return value
        if not slot.kind:
            return number(value)
        keyed, held = slot.kind == "player", slot.type.name == "player"
        return {
            str(number(key)) if keyed else key: number(each) if held else each for key, each in value.items()
        }

    return {name: read(name, value) for name, value in cells.items()}


def offer_of(world: World, written: str, kind: str = "") -> int | None:
    """Return the number of `KIND`, which was opened last, or of `KIND.2`, the second; None without one."""
    name, _, place = written.partition(".")
    found = world.of_kind(name) if kind in {"", name} else []
    at = int(place) - 1 if place.isdecimal() else len(found) - 1
    return found[at] if 0 <= at < len(found) else None


def params_of(world: World, program: Program, written: Mapping[str, str]) -> dict[str, Any]:
    """Return parameters with the numbers of offers; a version that is left out is the present one."""
    params: dict[str, Any] = dict(written)
    for param in program.params:
        if param.type.name == "offer" and param.name in written:
            number = offer_of(world, written[param.name], param.type.kind)
            params[param.name] = written[param.name] if number is None else number
    return {**params, **world.versions(program, params)}
