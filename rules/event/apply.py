"""A resolved pack and the events that hold -> the pack as it is meanwhile, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rules.event.code import EVENTS_CLASH
from rules.event.meet import Held
from rules.event.rows import ORDER, full_path, refused, rows_of
from rules.event.window import events
from rules.pack import Resolved
from rules.pack.fork import fork
from rules.pack.patch import apply
from rules.pack.row import Row
from rules.pack.tree import Path
from rules.problem import Problem
from rules.source import Place

BY = "event"  # in place of a pack's name: who made the change


@dataclass(frozen=True, slots=True)
class Patches:
    """What the events of a pack change: the rows of each that may be, and what is wrong with others."""

    rows: dict[str, tuple[Row, ...]]
    problems: list[Problem]


def patches(resolved: Resolved) -> Patches:
    """Return the changes that each event makes."""
    found: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    for name, node in events(resolved).items():
        mine = []
        for row in rows_of(name, node):
            problem = row if isinstance(row, Problem) else refused(resolved, row)
            if problem is not None:
                problems.append(problem)
            elif isinstance(row, Row):
                mine.append(row)
        found[name] = tuple(mine)
    return Patches(found, problems)


def under(resolved: Resolved, changes: Patches, held: Held) -> tuple[Resolved, list[Problem]]:
    """Return a pack as it is while events hold: first what they set, then scales, then what they add."""
    tree = fork(resolved)
    tree.held = held
    every = [row for name in held for row in changes.rows.get(name, ())]
    every.sort(key=lambda row: ORDER.index(row.change))
    return tree, apply(tree, every, BY)


def clashes(resolved: Resolved, changes: Patches, meeting: Iterable[Held]) -> Iterator[Problem]:
    """Yield the pairs of rows by which two events that may meet set the same."""
    pairs = sorted({pair for held in meeting for pair in combinations(held, 2)})
    for one, other in pairs:
        theirs = [*_set(resolved, changes.rows[other])]
        for path, place in _set(resolved, changes.rows[one]):
            for second, where in theirs:
                shorter = min(len(path), len(second))
                if path[:shorter] == second[:shorter]:
                    said = f"`{one}` and `{other}` both set `{'.'.join(second)}`, and they may hold at once"
                    help_ = "use `scale` or `add` in one of them, or let them never meet"
                    related = ((f"`{one}` sets it here", place),)
                    yield EVENTS_CLASH.at(
                        where, said, help=help_, related=related, path=f"events.{other}.patch"
                    )


def _set(resolved: Resolved, rows: Iterable[Row]) -> Iterator[tuple[Path, Place]]:
    for row in rows:
        if row.change == "set":
            yield full_path(resolved, row), row.at.place
