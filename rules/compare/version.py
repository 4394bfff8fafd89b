"""What changed in a pack -> whether it asks for a new patch, minor or major version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from rules.compare.change import Change, written
from rules.define.literal import duration, exact
from rules.pack import Plain

_VERSION = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)")
_TRIALS = frozenset({"scenarios", "targets", "profiles"})  # they try a game, and are none of it
_NAMED = {
    "tables": "entries",
    "actions": "params",
    "kinds": "fields",
    "offers": "fields",
    "views": "show",
}  # ids inside definitions
_STORED = {"variables": frozenset({"type", "per", "belongs_to", "optional", "spendable"})}
_HELD = frozenset({"holdable", "ordered_by"})
_IDENTITY = frozenset({"id", "language", "shared_by"})
_SILENT = frozenset({"version", "report", "title"})
_NAMED_PARTS = 2  # of a path inside a definition: what it has, and the name of one of them


class Level(IntEnum):
    """How much a change asks of those who have the version before."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """The versions before and now, the one that the changes ask for at least, and the change that asks most.

    *same*: content changed under the same version. *back*: the version is lower than it was. *short*: it is
    higher, but lower than what is asked for. *other*: it is another game, whose versions are its own.
    """

    before: str
    now: str
    level: Level
    wanted: str
    reason: Change | None = None
    other: bool = False

    @property
    def same(self) -> bool:
        """Tell whether content changed under the same version."""
        return not self.other and self.level > Level.NONE and self.now == self.before

    @property
    def back(self) -> bool:
        """Tell whether the version is lower than it was."""
        return not self.other and _numbers(self.now) < _numbers(self.before)

    @property
    def short(self) -> bool:
        """Tell whether the version is higher than it was, and lower than what the changes ask for."""
        return not self.other and _numbers(self.before) < _numbers(self.now) < _numbers(self.wanted)


def advise(before: str, now: str, changes: Iterable[Change]) -> Advice:
    """Return what version the changes ask for."""
    known = [*changes]
    found = sorted(((level_of(change), change) for change in known), key=lambda pair: -pair[0])
    level, reason = found[0] if found else (Level.NONE, None)
    other = any(change.path == ("game", "id") for change in known)
    return Advice(before, now, level, _next(before, level), reason if level else None, other)


def level_of(change: Change) -> Level:
    """Return what one change asks for: see decision 0016."""
    if change.noun in _TRIALS:
        return Level.NONE
    if change.noun == "game":
        return _game(change)
    if change.noun == "texts" or change.display:
        return Level.PATCH
    if change.whole:
        return Level.MAJOR if change.sort == "removed" else Level.MINOR
    return max(_stored(change), _addressed(change))


def _game(change: Change) -> Level:
    if change.id in _SILENT:
        return Level.PATCH if change.id == "title" else Level.NONE
    return Level.MAJOR if change.id in _IDENTITY else Level.PATCH


def _stored(change: Change) -> Level:
    """Return what a change asks for because of what players already have."""
    parts = change.path[2:]
    if (change.noun, parts[0]) in {("rankings", "keeps"), ("offers", "one_per")}:
        return Level.MAJOR
    if change.noun == "variables" and parts[0] in _STORED["variables"]:
        return _retyped(change)
    if change.noun == "kinds" and parts[0] == "most":
        return _narrowed(change.before, change.after)
    if change.noun == "kinds" and parts[0] in _HELD:
        return Level.MAJOR
    if change.noun == "choices" and parts[0] == "one_of":
        return Level.MAJOR
    return Level.PATCH


def _addressed(change: Change) -> Level:
    """Return what a change asks for because other packs, scenarios and commands name what it changes."""
    parts = change.path[2:]
    if "of" in parts[:1]:
        return Level.MAJOR
    if parts[0] != _NAMED.get(change.noun):
        return Level.PATCH
    if len(parts) == 1 and change.sort != "changed":
        return max((_addressed(each) for each in _members(change)), default=Level.PATCH)
    if len(parts) == _NAMED_PARTS and change.sort != "changed":
        return Level.MAJOR if change.sort == "removed" or _demanded(change) else Level.MINOR
    if change.noun in {"actions", "kinds", "offers"}:
        return Level.PATCH if parts[-1] == "default" and change.sort != "removed" else _retyped(change)
    return Level.PATCH


def _members(change: Change) -> Iterator[Change]:
    """Yield a change of each id in a mapping that came or went as a whole."""
    for name in change.after or change.before or ():
        before, after = (
            side.get(name) if isinstance(side, dict) else None for side in (change.before, change.after)
        )
        yield replace(change, path=(*change.path, name), before=before, after=after)


def _demanded(change: Change) -> bool:
    """Tell whether a new parameter or field must be given by whoever knew nothing of it."""
    form = change.after
    given = isinstance(form, dict) and ("default" in form or form.get("optional") == "true")
    formula = isinstance(form, dict) and "formula" in form
    return change.noun in {"actions", "kinds", "offers"} and not given and not formula


def _retyped(change: Change) -> Level:
    """Return what another type asks for: wider bounds lose nothing."""
    if change.path[-1] not in {"0", "1"}:
        return Level.PATCH if change.path[-1] in {"where", "owned"} else Level.MAJOR
    old, new = _size(change.before), _size(change.after)
    if old is None or new is None:
        return Level.MAJOR
    wider = new < old if change.path[-1] == "0" else new > old
    return Level.MINOR if wider else Level.MAJOR


def _narrowed(before: Plain, after: Plain) -> Level:
    old, new = _size(before), _size(after)
    if after is None:
        return Level.MINOR
    return Level.MAJOR if new is None or (old is not None and new < old) or old is None else Level.MINOR


def _size(plain: Plain) -> float | None:
    text = written(plain)
    found = exact(text)
    return float(found) if found is not None else duration(text)


def _numbers(version: str) -> tuple[int, ...]:
    match = _VERSION.match(version)
    return tuple(map(int, match.groups())) if match else (0, 0, 0)


def _next(version: str, level: Level) -> str:
    """Return the version that follows by a step of this level."""
    major, minor, patch = _numbers(version)
    if level is Level.MAJOR:
        return f"{major + 1}.0.0"
    if level is Level.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if level else version
