"""A record that nobody refers to, of a kind whose records matter only where they are referred to."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.problem import Problem, warning

ORPHAN = warning("W714", "nobody refers to a record")
NOBODY = warning("W715", "nobody refers to a kind")
CODES = (ORPHAN, NOBODY)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield records, and kinds, that nothing names and nothing goes through."""
    for name, kind in pack.definitions.kinds.items():
        if kind.holdable or name in pack.uses.ranged or name in pack.spared or not kind.records:
            continue
        named = pack.uses.named.get(name, set())
        if not named & set(range(len(kind.records))):
            yield NOBODY.at(
                pack.place("kinds", name),
                f"nothing refers to the kind `{name}`",
                help="use it, or take it out",
            )
            continue
        for code, key in enumerate(kind.records):
            if code not in named and key not in pack.spared:
                yield ORPHAN.at(
                    pack.place(name, key), f"nobody refers to `{key}`", help="use it, or take it out"
                )
