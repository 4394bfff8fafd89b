"""Assign -> cells of the states."""

from __future__ import annotations

from dataclasses import dataclass

from engine.distribution.compile import Compiler, Read, Run
from engine.distribution.question import Key
from engine.distribution.slate import Family, Slate, Work
from engine.distribution.slice import Live
from rules.program.node import Assign, Write


@dataclass(frozen=True, slots=True)
class _Written:
    """A write whose expressions can be read."""

    family: Family
    value: Read
    code: Read
    owner: Read
    add: bool
    clamp: bool

    def put(self, work: Work, value: int, code: int) -> bool:
        """Write; tell whether the value keeps the slot's bounds."""
        held = self.family.held(work, code)
        new = held + value if self.add else int(value)
        kept = self.family.bounded(new)
        if kept != new and not self.clamp:
            return False
        self.family.store(work, code, kept, held)
        return True


def assign(compiler: Compiler, step: Assign, before: Live, after: Live) -> Run:
    """Read everything, then write in order; another player's cells are not followed."""
    slate = Slate(compiler, before, after)
    writes = [_reading(compiler, step, write, slate) for write in compiler.slice.writes(step, after)]
    me = compiler.moment.me

    def change(key: Key, work: Work) -> str | None:
        values = [(write, write.value(key), write.code(key)) for write in writes if write.owner(key) == me]
        return None if all(write.put(work, value, code) for write, value, code in values) else "fault"

    return slate.run(change)


def _reading(compiler: Compiler, step: Assign, write: Write, slate: Slate) -> _Written:
    me = compiler.moment.me
    return _Written(
        slate.family(write.slot),
        compiler.read(write.value, slate.before),
        compiler.read(write.key, slate.before) if write.key is not None else lambda _: -1,
        compiler.read(write.owner, slate.before) if write.owner is not None else lambda _: me,
        write.add,
        step.clamp,
    )
