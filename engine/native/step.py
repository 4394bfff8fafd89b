"""Steps -> C: what is bound, written, required, and where the program goes."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from engine.native.loop import collected, hash_of, size_of
from engine.native.value import Code, cell_at
from engine.native.writer import Body, NotNativeError, Value, number, word
from rules.program.node import Assign, Each, Emit, If, Let, Repeat, Require, Switch, Tally
from rules.program.profile import POINTLESS
from rules.program.slot import Slot

if TYPE_CHECKING:
    from rules.expression.node import Node


def code_of(out: Body) -> Code:
    """Return where an expression of a step stands."""
    return Code(out.unit, out.locals, {name: out.tally(name) for name in out.tallies})


def read(out: Body, node: Node) -> Value:
    """Return C for an expression of a step."""
    return code_of(out).read(node)


def whole(out: Body, node: Node) -> str:
    """Return the name of a whole number that is worked out here."""
    return out.kept(Value(code_of(out).whole(node), "i"))


def bind(out: Body, name: str, value: Value) -> None:
    """Give a local, which was declared, its value."""
    held = out.locals[name]
    out.line(f"{held.text} = {value.text};")


def let(out: Body, step: Let) -> None:
    """Bind a local."""
    bind(out, step.local, read(out, step.value))


def ends(slot: Slot) -> tuple[int | None, int | None]:
    """Return the least and the greatest value of a slot, None where there is no such bound."""
    lo, hi = slot.type.lo, slot.type.hi
    return None if isinf(lo) else int(lo), None if isinf(hi) else int(hi)


def guard(out: Body, slot: Slot, value: str, *, clamp: bool) -> None:
    """Cut a value to the bounds of its slot, or end in a fault."""
    present = f"{value} != NONE && " if slot.type.optional else ""
    for sign, end in zip("<>", ends(slot), strict=True):
        if end is not None:
            then = f"{value} = {number(end)}" if clamp else "return FAULT"
            out.line(f"if ({present}{value} {sign} {number(end)}) {then};")


def store(out: Body, slot: Slot, at: str, value: str) -> None:
    """Write a cell, and note it where a reaction watches the slot."""
    noted = f"SPOIL(STALE_{slot.index});"
    if slot.index in out.watched:
        noted += f" p->touched[{slot.index // 64}] |= {word(1 << slot.index % 64)};"
    out.line(f"if (put(p, {at}, {value})) {{ {noted} }}")


def assign(out: Body, step: Assign) -> None:
    """Read every value and key, then write in order."""
    code = code_of(out)
    if any(write.owner is not None for write in step.writes):
        raise NotNativeError("what another player has is written")
    found = [
        (
            out.kept(Value(code.whole(write.value), "i")),
            out.kept(Value(cell_at(code, write.slot, write.key), "i")),
        )
        for write in step.writes
    ]
    for write, (value, at) in zip(step.writes, found, strict=True):
        slot, new = out.catalogue.slot(write.slot), out.unit.fresh()
        with out.block(f"if ({at} >= 0)"):
            out.line(f"i64 {new}_held = p->cells[{at}];")
            out.line(f"i64 {new} = {f'{new}_held + ' if write.add else ''}{value};")
            guard(out, slot, new, clamp=step.clamp)
            if step.keep:
                out.line(f"push(&p->kept, {at}, {new});")
            if step.counts:
                out.line(f"if ({new} == 0) push(&p->met, {at}, {new}_held);")
            store(out, slot, at, new)


def require(out: Body, step: Require) -> None:
    """Refuse unless every row holds."""
    for row in step.rows:
        said = "POINTLESS" if row.reason == POINTLESS else "REFUSED"
        out.line(f"if (!({read(out, row.test).text})) return {said};")


def if_(out: Body, step: If) -> None:
    """Take one branch."""
    with out.block(f"if ({read(out, step.test).text})"):
        out.steps(step.then)
    if step.other:
        with out.block("else"):
            out.steps(step.other)


def switch(out: Body, step: Switch) -> None:
    """Take one of many branches; equal ones are written once."""
    distinct = list(dict.fromkeys(step.cases))
    place = {case: number for number, case in enumerate(distinct)}
    table, index = out.unit.table([place[case] for case in step.cases]).text, whole(out, step.index)
    with (
        out.block(f"if ((u64){index} < {len(step.cases)})"),
        out.block(f"switch ({table}[{index}])"),
    ):
        for number_, case in enumerate(distinct):
            with out.block(f"case {number_}:"):
                out.steps(case)
                out.line("break;")


def repeat(out: Body, step: Repeat) -> None:
    """Run the body so often; look whether it is enough after each round."""
    times, at = whole(out, step.times), out.unit.fresh("n")
    with out.block(f"for (i64 {at} = 0; {at} < {times} && {at} < {step.most}; {at}++)"):
        with out.inside(at):
            out.steps(step.body)
        if step.until is not None:
            out.line(f"if ({read(out, step.until).text}) break;")


def each(out: Body, step: Each) -> None:
    """Run the body for the members that satisfied the condition before the first round."""
    code, count, at = code_of(out), out.unit.fresh("n"), out.unit.fresh("n")
    space = out.unit.space(size_of(code, step.domain))
    with out.block(""):
        out.line(collected(code, step.domain, step.local, step.where, space, count))
        with out.block(f"for (i64 {at} = 0; {at} < {count}; {at}++)"):
            bind(out, step.local, Value(f"{space}[{at}]", "i"))
            with out.inside(hash_of(code, step.domain.kind, out.locals[step.local].text)):
                out.steps(step.body)


def tally(out: Body, step: Tally) -> None:
    """Begin an empty tally."""
    out.line(f"{out.tally(step.local)}->count = 0;")


def emit(_: Body, __: Emit) -> None:
    """Write nothing: nobody listens."""
