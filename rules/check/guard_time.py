"""A guard whose time is 0: it could count nothing, or block nobody."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.problem import Problem, error

NO_TIME = error("E650", "a guard counts or blocks for no time")
CODES = (NO_TIME,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every `in` and every `block` of a guard that lasts no time."""
    for name, guard in pack.declared("guards"):
        window, block = entry(guard, "in"), entry(entry(guard, "then"), "block")
        if window is not None and duration(scalar_text(window)) == 0:
            said = f"`{name}` counts within no time, so it turns nobody away"
            yield NO_TIME.at(window.place, said, help="write how long a use counts, such as `10s`")
        if block is not None and duration(scalar_text(block)) == 0:
            said = f"`{name}` blocks for no time"
            yield NO_TIME.at(block.place, said, help="write how long, such as `10m`, or take `then` out")
