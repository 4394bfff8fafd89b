"""Changes between two packs -> the tables, actions and targets that hang on them, each with why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules.compare.change import ANY, Change, matches
from rules.compare.owners import Sound, owners
from rules.compare.reads import Reads

Causes = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What changes touch, by name, each with those changes; what is gone is among them."""

    tables: Mapping[str, Causes]
    actions: Mapping[str, Causes]
    targets: Mapping[str, Causes]

    @property
    def any(self) -> bool:
        """Tell whether anything is touched."""
        return bool(self.tables or self.actions or self.targets)


def touched(before: Sound, after: Sound, changes: Causes) -> Touched:
    """Return what hangs on the changes: by reference, and not through what players have."""
    if not changes:
        return Touched({}, {}, {})
    old, new = owners(before), owners(after)

    def renewed(noun: str, found: Mapping[str, Reads]) -> dict[str, Reads]:
        current = after.resolved.current
        return {current(noun, name): reads.renewed(current) for name, reads in found.items()}

    return Touched(
        _touched(renewed("tables", old.tables), new.tables, changes),
        _touched(renewed("actions", old.actions), new.actions, changes),
        _touched(renewed("targets", old.targets), new.targets, changes),
    )


def _touched(before: Mapping[str, Reads], after: Mapping[str, Reads], changes: Causes) -> dict[str, Causes]:
    found = {}
    for name in sorted(before.keys() | after.keys()):
        causes = _causes(before.get(name, Reads()), after.get(name, Reads()), changes)
        if causes:
            found[name] = causes
    return found


def _causes(before: Reads, after: Reads, changes: Causes) -> Causes:
    pooled = {id(change) for change in _of_pools(before, after, changes)}
    return tuple(
        change
        for change in changes
        if id(change) in pooled or any(_hangs(reads, change) for reads in (before, after))
    )


def _hangs(reads: Reads, change: Change) -> bool:
    if any(matches(path, change.path) for path in reads.own):
        return True
    if change.sort == "renamed":
        return False  # both ids mean the same
    if any(matches(path, change.path) for path in reads.definitions) and not change.display:
        return True
    return any(matches(path, change.path) and not (change.whole and path[1] == ANY) for path in reads.paths)


def _of_pools(before: Reads, after: Reads, changes: Causes) -> Iterator[Change]:
    """Yield the changes by which another record may come, or one no longer."""
    gone, come = before.pools - after.pools, after.pools - before.pools
    for kind in {pool.kind for pool in gone | come}:
        moved = _moved(
            [pool.members for pool in gone if pool.kind == kind],
            [pool.members for pool in come if pool.kind == kind],
        )
        fields = {path for pool in gone | come if pool.kind == kind for path in pool.fields}
        for change in changes:
            if _moves(change, kind, moved) and (
                change.whole or any(matches(path, change.path) for path in fields)
            ):
                yield change


def _moves(change: Change, kind: str, moved: frozenset[str]) -> bool:
    """Tell whether a change may be why those records come or no longer come."""
    return change.id in moved if change.noun == kind else not change.whole


def _moved(gone: list[frozenset[str]], come: list[frozenset[str]]) -> frozenset[str]:
    """Return the records by which each pool differs from the one that is most like it."""
    found: set[str] = set()
    for pools, others in ((gone, come), (come, gone)):
        for pool in pools:
            found |= min((pool ^ other for other in others), key=len, default=pool)
    return frozenset(found)
