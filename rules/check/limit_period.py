"""A limit that does not say within how long it counts, or says it twice."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry
from rules.problem import Problem, error

NO_PERIOD = error("E623", "a limit does not say once within how long it counts")
CODES = (NO_PERIOD,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every limit that has neither `in` nor `each`, or both."""
    for name, limit in pack.declared("limits"):
        within, each = entry(limit, "in"), entry(limit, "each")
        if within is None and each is None:
            said = f"`{name}` does not say within how long it counts"
            place = pack.place("limits", name)
            yield NO_PERIOD.at(place, said, help="write `each: day` or `in: 24h`")
        elif within is not None and each is not None:
            said = f"`{name}` counts in two ways at once"
            help_ = "write one of them, and another limit for the other"
            yield NO_PERIOD.at(within.place, said, help=help_, related=(("and here", each.place),))
