"""A ruleset -> its slash commands as Discord is told of them, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot import wire
from bot.commands.option import options
from bot.commands.path import Path, paths
from bot.commands.wording import Wording
from bot.wire import Option, Payload
from rules.program.node import Param
from rules.ruleset import Ruleset

_CHAT = 1
_IN_GUILDS = 0


@dataclass(frozen=True, slots=True)
class Slash:
    """What one command means: an action, and its parameters by option."""

    action: str
    params: Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Commands:
    """All commands of a ruleset: *payload* for Discord, *routes* for what it sends back."""

    payload: tuple[Payload, ...]
    routes: Mapping[Path, Slash]

    def of(self, action: str) -> Path:
        """Return what is typed for an action; nothing where only a button does it."""
        return next((path for path, slash in self.routes.items() if slash.action == action), ())


def commands(ruleset: Ruleset) -> Commands:
    """Return the commands of a ruleset, in the order of their names."""
    wording = Wording(ruleset)
    routes: dict[Path, Slash] = {}
    nodes: dict[Path, Payload] = {}
    for path, action in sorted(paths(ruleset).items()):
        made = options(ruleset, ruleset.programs[action], wording)
        routes[path] = Slash(action, made.params)
        nodes[path] = {"name": path[-1], **wording.action(action), "options": list(made.payload)}
    tops: dict[str, Payload] = {}
    for path, node in nodes.items():
        if len(path) == 1:
            tops[path[0]] = node
            continue
        top = tops.setdefault(
            path[0], {"name": path[0], **wording.group(path[0], routes[path].action), "options": []}
        )
        top["options"] = [*top["options"], {"type": int(Option.SUBCOMMAND), **node}][: wire.MOST_OPTIONS]
    taken = [*tops.values()][: wire.MOST_COMMANDS]
    return Commands(tuple({"type": _CHAT, "contexts": [_IN_GUILDS], **node} for node in taken), routes)
