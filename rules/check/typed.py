"""What is typed for an action and Discord would refuse: its name, its words, how many there are of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rules.check.forms import entries, word
from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.document import Node
from rules.problem import Problem, warning
from rules.source import Place

MOST = 25  # options of a command, and subcommands
_WORDS = 2
_NAME = re.compile(r"[-_'\w]{1,32}")
REFUSED = warning("W743", "a command that Discord would refuse")
CODES = (REFUSED,)

Path = tuple[str, ...]


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every action whose command Discord would not take, and every command with too many of them."""
    groups = _groups(pack)
    seen: dict[Path, str] = {}
    below: Counter[str] = Counter()
    for name, action in pack.declared("actions"):
        path, place = _path(pack, name, action, groups)
        if not path or (word(action, "who") or "player") != "player":
            continue
        yield from _named(path, place)
        if path in seen:
            said = f"`{name}` and `{seen[path]}` are both typed as `/{' '.join(path)}`"
            yield REFUSED.at(place, said, help="write another `command` for one of them")
        elif len(path) == _WORDS and below[path[0]] == MOST:
            said = f"`/{path[0]}` has more than {MOST} subcommands, which is all that Discord takes"
            yield REFUSED.at(place, said, help="write `command` with another first word for some of them")
        seen.setdefault(path, name)
        below[path[0]] += len(path) == _WORDS
        yield from _asked(pack, name, action)


def _groups(pack: Subject) -> dict[str, str]:
    return {
        scalar_text(each): name
        for name, command in pack.declared("commands")
        for each in items(entry(command, "actions"))
    }


def _path(pack: Subject, name: str, action: Node, groups: dict[str, str]) -> tuple[Path, Place]:
    """Return what is typed for an action, and where that is said."""
    written = entry(action, "command")
    if written is not None:
        stated = scalar_text(written)
        return () if stated == "none" else tuple(stated.split()), written.place
    group = groups.get(name)
    return (group, name.removeprefix(f"{group}_")) if group else (name,), pack.place("actions", name)


def _named(path: Path, place: Place) -> Iterator[Problem]:
    if len(path) > _WORDS:
        said = f"`{' '.join(path)}` has {len(path)} words"
        yield REFUSED.at(place, said, help=f"write at most two, such as `{path[0]} {path[-1]}`")
    for each in path:
        if not _NAME.fullmatch(each) or each != each.lower():
            said = f"`{each}` is no name that can be typed"
            help_ = "write at most 32 small letters, digits, `-` and `_`; `command` says another than the id"
            yield REFUSED.at(place, said, help=help_)


def _asked(pack: Subject, name: str, action: Node) -> Iterator[Problem]:
    params = [each for each, param in entries(entry(action, "params")) if word(param, "type") != "version"]
    if len(params) > MOST:
        said = f"`{name}` has {len(params)} parameters, and a command takes {MOST}"
        yield REFUSED.at(pack.place("actions", name), said, help="split it, or ask for less")
