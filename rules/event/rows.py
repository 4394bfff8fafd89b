"""The patches of events -> rows, in the order in which they apply; and what no event may change."""

from __future__ import annotations

from collections.abc import Iterator

from rules.document import Mapping
from rules.event.code import NOT_BY_EVENT
from rules.pack import Resolved
from rules.pack.path import Way, follow
from rules.pack.row import Row, rows
from rules.pack.tree import Path
from rules.problem import Problem

# What comes first when several events hold: numbers are reckoned with once everything stands.
ORDER = ("set", "append", "remove", "scale", "add")
_WHOLE = frozenset({"tables", "formulas", "views", "texts"})
_PARTS = {
    "actions": frozenset({"require", "cost", "let", "do", "say", "limit", "confirm"}),
    "reactions": frozenset({"do", "when", "say"}),
    "choices": frozenset({"where", "weigh"}),
    "limits": frozenset({"times"}),
}
_DEFINITION = 2  # the parts of a path that names a definition: noun and id
_INSTEAD = (
    "an event changes tables, formulas, views, texts, fields of records, what actions and reactions require, "
    "cost and do, `times` of limits, `where` and `weigh` of choices"
)


def rows_of(name: str, node: Mapping) -> Iterator[Row | Problem]:
    """Yield the rows of an event's patch, or what is wrong with them."""
    written = node.entries.get("patch")
    if written is not None:
        yield from rows(name, written)


def refused(resolved: Resolved, row: Row) -> Problem | None:
    """Return why no event may make a change, None where one may."""
    path = resolved.renewed(row.path)
    said = _why(resolved, row, path)
    if said is None:
        return None
    place = row.whole.key(row.change).place if row.change in {"rename", "becomes"} else row.at.place
    return NOT_BY_EVENT.at(place, said, help=_INSTEAD, path=f"events.{row.patch}.patch")


def _why(resolved: Resolved, row: Row, path: Path) -> str | None:
    noun = path[0]
    if row.change not in ORDER:
        return f"an event ends, and what `{row.change}` does cannot be undone"
    if noun in _WHOLE and (len(path) > 1 or noun == "texts"):
        return None
    if noun in _PARTS and len(path) > _DEFINITION and path[2] in _PARTS[noun]:
        return None
    record = len(path) == _DEFINITION and row.change == "append" and _is_there(resolved, path)
    if noun in resolved.plain.get("kinds", {}) and (len(path) > _DEFINITION or record):
        return None
    if noun in _PARTS or noun in resolved.plain.get("kinds", {}) or noun in _WHOLE:
        return f"an event cannot change `{row.at.text}`: it would outlast the event, or commands would change"
    return f"an event cannot change `{noun}`"


def _is_there(resolved: Resolved, path: Path) -> bool:
    return isinstance(follow(resolved.root, path), Way)


def full_path(resolved: Resolved, row: Row) -> Path:
    """Return the path of what a row changes, with the ids of today and what a row of a list is called."""
    found = follow(resolved.root, resolved.renewed(row.path))
    return found.path if isinstance(found, Way) else (*found.reached, found.missing, *found.rest)
