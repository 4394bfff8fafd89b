"""A template for records that players write which does not fit the kinds of the game."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.problem import Problem
from rules.propose.code import UNFIT
from rules.propose.template import faults, proposable

CODES = (UNFIT,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield all that is wrong with any template."""
    plains = pack.resolved.plain
    for kind in proposable(plains):
        for fault in faults(plains, kind):
            found = pack.resolved.at(fault.path)
            if found is not None:
                path = ".".join(fault.path)
                yield UNFIT.at(found.node.place, fault.said, help=fault.help, path=path)
