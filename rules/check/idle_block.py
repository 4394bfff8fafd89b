"""A limit that blocks whoever exceeds it, where nothing that is counted could make it block."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import word
from rules.check.subject import Subject
from rules.define.form import entry
from rules.problem import Problem, error

IDLE_BLOCK = error("E624", "a limit can never block")
CODES = (IDLE_BLOCK,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every `block` beside which attempts are not counted, or not within a time."""
    for name, limit in pack.declared("limits"):
        block = entry(entry(limit, "then"), "block")
        if block is None:
            continue
        if word(limit, "counts") != "attempts":
            said = (
                f"`{name}` never blocks: only what is accepted counts, so nobody goes on after the last use"
            )
            yield IDLE_BLOCK.at(
                block.place, said, help="write `counts: attempts` beside it, or take `then` out"
            )
        elif entry(limit, "in") is None:
            said = f"`{name}` never blocks: a block follows too many attempts within a time"
            yield IDLE_BLOCK.at(
                block.place, said, help="write `in: 10s` in place of `each`, or take `then` out"
            )
