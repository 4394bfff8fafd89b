"""What a person types after `/` -> the command as Discord sends it: `/swap with partner:@bob count:3`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.wire import Option, Payload

_OPTION = re.compile(r"(?:^|\s)([-_\w]+):")
_NESTED = (Option.SUBCOMMAND, Option.GROUP)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command, the subcommands on the way to it, its options as declared, and what was typed for them."""

    command: Payload
    path: tuple[Payload, ...]
    declared: Mapping[str, Payload]
    given: Mapping[str, str]

    def body(self, options: list[Payload]) -> Payload:
        """Return what Discord sends of the command with these options."""
        for each in reversed(self.path):
            options = [{"name": each["name"], "type": each["type"], "options": options}]
        command = self.command
        body: Payload = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
        return {**body, "guild_id": command["guild_id"]} if "guild_id" in command else body


def typed(commands: Mapping[str, Payload], text: str) -> Typed:
    """Return what a text means; raise `LookupError` where a person could not have typed it."""
    parts = _OPTION.split(text.removeprefix("/"))
    name, *rest = parts[0].split()
    if name not in commands:
        raise LookupError(f"there is no command /{name}; there are {', '.join(commands)}")
    node = commands[name]
    path: list[Payload] = []
    for word in rest:
        named = [each for each in node.get("options") or () if each["name"] == word]
        if not named or named[0]["type"] not in _NESTED:
            raise LookupError(f"/{name} has no subcommand `{word}`")
        node = named[0]
        path.append(node)
    declared = {each["name"]: each for each in node.get("options") or ()}
    if any(each["type"] in _NESTED for each in declared.values()):
        raise LookupError(f"/{parts[0]} needs a subcommand: {', '.join(declared)}")
    given = dict(zip(parts[1::2], (each.strip() for each in parts[2::2]), strict=True))
    if unknown := given.keys() - declared.keys():
        raise LookupError(f"/{parts[0]} has no option {sorted(unknown)}; it has {sorted(declared)}")
    missing = [key for key, each in declared.items() if each.get("required") and key not in given]
    if missing:
        raise LookupError(f"/{parts[0]} needs {missing}")
    return Typed(commands[name], tuple(path), declared, given)
