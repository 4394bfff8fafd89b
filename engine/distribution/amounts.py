"""Give, Take -> cells and tallies of the states, and what is expected of them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.distribution.compile import Compiler, Read, Run
from engine.distribution.observe import counting, seeing
from engine.distribution.question import Gain, Key, Loss
from engine.distribution.slate import Family, Slate, Work
from engine.distribution.slice import Live, goes_elsewhere
from rules.program.node import Give, Row, Take


@dataclass(frozen=True, slots=True)
class _Amount:
    """A row whose expressions can be read."""

    family: Family
    amount: Read
    code: Read

    def read(self, key: Key) -> tuple[Family, int, int]:
        return self.family, int(self.amount(key)), self.code(key)


def give(compiler: Compiler, step: Give, before: Live, after: Live) -> Run:
    """Add rows, cut what does not fit, count what was given."""
    slate = Slate(compiler, before, after)
    rows = [_reading(compiler, row, slate) for row in compiler.slice.rows(step, after)]
    tally = slate.places[step.tally] if step.tally in after else None
    elsewhere, me = goes_elsewhere(step), compiler.moment.me
    to = compiler.read(step.to, before) if step.to is not None and not elsewhere else None

    def change(key: Key, work: Work) -> str | None:
        read = [row.read(key) for row in rows]
        if any(amount < 0 for _, amount, _ in read):
            return "fault"
        mine = not elsewhere and (to is None or to(key) == me)
        for family, amount, code in read:
            given = _give(family, work, code, amount) if mine and amount else amount
            if tally is not None and given:
                work[tally] = work[tally].plus((family.slot.index, code), given)
        return None

    return seeing(compiler, slate, rows, slate.run(counting(compiler, slate, rows, change)), Gain)


def _give(family: Family, work: Work, code: int, amount: int) -> int:
    if family.place is None:
        return amount
    held = family.held(work, code)
    most = family.most
    given = amount if most is None else max(0, min(amount, most - held))
    family.store(work, code, held + given, held)
    return given


def take(compiler: Compiler, step: Take, before: Live, after: Live) -> Run:
    """Add equal cells up, look whether all is there, then take it."""
    slate = Slate(compiler, before, after)
    rows = [_reading(compiler, row, slate) for row in step.rows]
    missing = slate.places[step.missing] if step.missing in after else None
    strict = compiler.question.strict

    def change(key: Key, work: Work) -> str | None:
        needs: dict[tuple[int, int], tuple[Family, int]] = {}
        for family, amount, code in (row.read(key) for row in rows):
            if amount < 0:
                return "fault"
            place = family.slot.index, code
            needs[place] = family, amount + (needs[place][1] if place in needs else 0)
        short = [
            place for place, (family, amount) in needs.items() if amount > _there(family, work, place[1])
        ]
        if short and strict and not step.partly:
            return step.reason
        for place, (family, amount) in () if step.check else needs.items():
            taken = min(amount, _there(family, work, place[1]))
            if missing is not None and amount > taken:
                work[missing] = work[missing].plus(place, amount - taken)
            held = family.held(work, place[1])
            family.store(work, place[1], held - taken, held)
        return None

    seen = [] if step.check else rows
    return seeing(compiler, slate, seen, slate.run(change), Loss)


def _there(family: Family, work: Work, code: int) -> int:
    return family.held(work, code) - (family.least or 0)


def _reading(compiler: Compiler, row: Row, slate: Slate) -> _Amount:
    return _Amount(
        slate.family(row.slot),
        compiler.read(row.amount, slate.before),
        compiler.read(row.key, slate.before) if row.key is not None else lambda _: -1,
    )
