"""The actions of a ruleset -> what is typed for each: a command, or a command and its subcommand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.define.form import entry, scalar_text
from rules.document import Sequence
from rules.program.node import Program
from rules.ruleset import Ruleset

Path = tuple[str, ...]
_NONE = "none"
_WORDS = 2
_NAME = re.compile(r"[-_'\w]{1,32}")


def paths(ruleset: Ruleset) -> dict[Path, str]:
    """Return the actions that players can type, by what they type."""
    written = {name: path for name in typed(ruleset) if can_type(path := _written(ruleset, name))}
    groups = {path[0] for path in written.values() if len(path) > 1}
    return {
        (path[0], path[0]) if len(path) == 1 and path[0] in groups else path: name
        for name, path in written.items()
    }


def typed(ruleset: Ruleset) -> Iterator[str]:
    """Yield the actions that are players' own."""
    return (name for name, program in ruleset.programs.items() if is_players(program))


def is_players(program: Program) -> bool:
    """Tell whether an action is for players."""
    return program.who == "player"


def can_type(path: Path) -> bool:
    """Tell whether Discord takes a command that is called so; `validate` says so of those it does not."""
    return 0 < len(path) <= _WORDS and all(_NAME.fullmatch(each) and each == each.lower() for each in path)


def _written(ruleset: Ruleset, action: str) -> Path:
    """Return what is typed for an action; nothing where only a button does it."""
    node = ruleset.definitions.declared("actions").get(action)
    command = scalar_text(entry(node, "command"))
    if command == _NONE:
        return ()
    if command:
        return tuple(command.split())
    group = _groups(ruleset).get(action)
    return (group, action.removeprefix(f"{group}_")) if group else (action,)


def _groups(ruleset: Ruleset) -> dict[str, str]:
    """Return the command whose subcommand an action is, by action."""
    found: dict[str, str] = {}
    for name, node in ruleset.definitions.declared("commands").items():
        listed = entry(node, "actions")
        for each in listed.items if isinstance(listed, Sequence) else ():
            found[ruleset.definitions.current("actions", scalar_text(each))] = name
    return found
