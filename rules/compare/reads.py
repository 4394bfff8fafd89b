"""What a program, a table or a view hangs on: definitions, constant fields of records, pools, texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rules.compare.change import ANY
from rules.pack.tree import Path

Renew = Callable[[str, str], str]  # a noun and an id -> the id that it has now


@dataclass(frozen=True, slots=True)
class Pool:
    """The records of *kind* that something goes through or chooses from; *fields* decide which they are."""

    kind: str
    members: frozenset[str]
    fields: frozenset[Path] = frozenset()


@dataclass(slots=True)
class Reads:
    """What something hangs on.

    *own*: definitions that it is. *definitions*: those that it goes through, in all that is not only shown.
    *paths*: parts of definitions, `*` standing for any id.
    """

    own: set[Path] = field(default_factory=set)
    definitions: set[Path] = field(default_factory=set)
    paths: set[Path] = field(default_factory=set)
    pools: set[Pool] = field(default_factory=set)

    def add(self, other: Reads) -> None:
        """Add what another hangs on; what that one is, this one goes through."""
        self.definitions |= other.definitions | other.own
        self.paths |= other.paths
        self.pools |= other.pools

    def renewed(self, renew: Renew) -> Reads:
        """Return the same by the ids that things have now."""

        def path(each: Path) -> Path:
            return each if len(each) == 1 or each[1] == ANY else (each[0], renew(each[0], each[1]), *each[2:])

        pools = {
            Pool(
                pool.kind,
                frozenset(renew(pool.kind, name) for name in pool.members),
                frozenset(map(path, pool.fields)),
            )
            for pool in self.pools
        }
        return Reads(
            {path(each) for each in self.own},
            {path(each) for each in self.definitions},
            {path(each) for each in self.paths},
            pools,
        )
