"""A record that players could hold, but that nothing ever gives."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.uses import EVERY
from rules.problem import Problem, warning

UNOBTAINABLE = warning("W713", "nothing ever gives a record that can be held")
CODES = (UNOBTAINABLE,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every record that no step, table or reward can give."""
    for name, kind in pack.definitions.kinds.items():
        given = pack.uses.given.get(name, set())
        if not kind.holdable or EVERY in given:
            continue
        for code, key in enumerate(kind.records):
            if code not in given and key not in pack.spared:
                said = f"nothing ever gives `{key}`"
                yield UNOBTAINABLE.at(
                    pack.place(name, key), said, help="put it into a table or a reward, or take it out"
                )
