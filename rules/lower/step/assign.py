"""`set` and `add` -> one Assign for what is remembered, and Lets for scratch values."""

from __future__ import annotations

from rules.document import Mapping, Node
from rules.expression.node import Binary, Cell, Const, Function, Local, const
from rules.expression.node import Node as Expression
from rules.expression.type import integer
from rules.lower import code
from rules.lower.build import WHOLE, both, compare, loosened
from rules.lower.here import Here
from rules.program.node import Assign, Let, Step, Steps, Write


def lower_set(here: Here, step: Mapping) -> Steps:
    """Return the steps of `set`."""
    return _lower(here, step, "set")


def lower_add(here: Here, step: Mapping) -> Steps:
    """Return the steps of `add`."""
    return _lower(here, step, "add")


def _lower(here: Here, step: Mapping, word: str) -> Steps:
    """Read every right side before anything is written (language rule 2)."""
    targets = step.entries[word]
    if not isinstance(targets, Mapping):
        return ()
    writes: list[Write] = []
    scratch: list[tuple[Local, Expression]] = []
    for name, written in targets.entries.items():
        place = here.target(targets.key(name))
        if isinstance(place, Cell):
            writes.append(_write(here, place, written, add=word == "add"))
        elif isinstance(place, Local):
            scratch.append((place, _scratch(here, place, written, add=word == "add")))
    steps: list[Step] = [*_scratch_steps(here, scratch)]
    if writes:
        steps.append(Assign(tuple(writes), clamp=here.clamp or _saturates(here, writes), place=step.place))
    known = [] if here.clamp else [_known(here, write) for write in writes]
    here.forget_writes(writes)
    if len({write.slot for write in writes}) == len(writes):  # else two keys may be of one record
        for test in known:
            if test is not None:
                here.assume(test)
    return tuple(steps)


def _known(here: Here, write: Write) -> Expression | None:
    """Return between which bounds a cell is once it was written, where its key stays what it is."""
    type_ = here.slot(write.slot).type
    if write.owner is not None or type_.name != "int" or not isinstance(write.key, Local | Const | None):
        return None
    cell = Cell(type_, write.slot, write.key)
    before, value = here.facts.narrowed(cell).type, write.value.type
    lo, hi = (before.lo + value.lo, before.hi + value.hi) if write.add else (value.lo, value.hi)
    least, most = max(lo, type_.lo), min(hi, type_.hi)
    if type_.optional or value.optional or least > most:
        return None
    return both(compare(cell, ">=", const(int(least))), compare(cell, "<=", const(int(most))))


def _write(here: Here, cell: Cell, written: Node, *, add: bool) -> Write:
    if cell.owner is not None and not add and not here.slot(cell.slot).of_offer:
        said = f"`{cell.slot}` of another player cannot be set"
        here.session.report(code.NOT_OTHERS, written, said, "write `add`, or `give` with `to`")
    if add:
        value = here.increase(cell, written)
    else:
        value = here.value(written, here.slot(cell.slot).type, exact=not here.clamp)
    return Write(cell.slot, cell.key, value, add, cell.owner)


def _saturates(here: Here, writes: list[Write]) -> bool:
    """Tell whether the bound is the language's own, at which counting stops instead of failing."""
    return all(here.undeclared_bound(write.slot) for write in writes)


def _scratch(here: Here, target: Local, written: Node, *, add: bool) -> Expression:
    """Return what a scratch value becomes; a whole number stops where `loosened` says."""
    wanted = loosened(target.type)
    if wanted.name != "int":
        return here.value(written, wanted)
    value = here.value(written, WHOLE)
    if add:
        value = Binary(
            integer(target.type.lo + value.type.lo, target.type.hi + value.type.hi), "+", target, value
        )
    if value.type.lo >= wanted.lo and value.type.hi <= wanted.hi:
        return value
    return Function(wanted, "clamp", (value, const(wanted.lo), const(wanted.hi)))


def _scratch_steps(here: Here, scratch: list[tuple[Local, Expression]]) -> list[Step]:
    """Bind scratch values; where there are several, each reads what the others were before."""
    for target, value in scratch:
        here.rebind(target.name, value.type)
    if len(scratch) == 1:
        return [Let(target.name, value) for target, value in scratch]
    return [
        *(Let(f"_new_{target.name}", value) for target, value in scratch),
        *(Let(target.name, Local(value.type, f"_new_{target.name}")) for target, value in scratch),
    ]
