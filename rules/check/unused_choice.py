"""A choice that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.unused import unused
from rules.problem import Problem, warning

UNUSED = warning("W723", "nobody reads a choice")
CODES = (UNUSED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every choice that nothing uses."""
    read = {slot.split(".")[1] for slot in pack.uses.reads if slot.startswith("choice.")}
    yield from unused(pack, UNUSED, "choices", pack.uses.choices | read, "nothing reads the choice")
