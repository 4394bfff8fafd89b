"""A program -> a C function that runs it for one player, and says how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from engine.native import amounts, roll, step, sweep
from engine.native.step import code_of
from engine.native.writer import C_NAME, Body, Sort, Unit, Value
from rules.program import node
from rules.program.node import Choose, Each, Let, Program, Reaction, Select, Sweep, Uniform
from rules.program.parts import parts

EMIT: dict[Any, Callable[[Body, Any], None]] = {
    node.Let: step.let,
    node.Assign: step.assign,
    node.Give: amounts.give,
    node.Take: amounts.take,
    node.Choose: roll.choose,
    node.Uniform: roll.uniform,
    node.Select: roll.select,
    node.If: step.if_,
    node.Switch: step.switch,
    node.Repeat: step.repeat,
    node.Each: step.each,
    node.Sweep: sweep.sweep,
    node.Require: step.require,
    node.Tally: step.tally,
    node.Emit: step.emit,
}


def program(unit: Unit, source: Program) -> str:
    """Write a function; return its name."""
    out, name = Body(unit, EMIT), unit.fresh("run")
    every = [*parts(source.steps)]
    reactions = [each for part in every if isinstance(part, Sweep) for each in part.reactions]
    watched = (slot for each in reactions if not each.after for slot in each.watches)
    out.watched.update(unit.catalogue.slot(slot).index for slot in watched)
    _declare(out, every)
    for _, steps in source.phases:
        out.steps(steps)
    unit.most_tallies = max(unit.most_tallies, len(out.tallies))
    declared = [f"{C_NAME[value.sort]} {value.text} = NONE;" for value in out.locals.values()]
    head = [f"static int {name}(Player *p, u64 coordinate) {{", "(void)coordinate;", *declared]
    unit.functions.append("\n".join([*head, *out.lines, *_scratch(out, every), "return ACCEPTED;", "}"]))
    return name


def _declare(out: Body, every: list[Any]) -> None:
    """Give every local a name, and the sort of what it is bound to."""
    for part in every:
        name = part.local if isinstance(part, Let | Choose | Uniform | Select | Each | Reaction) else ""
        if name and name not in out.locals:
            out.locals[name] = Value(out.unit.fresh("v"), "i")
        for tallied in (getattr(part, "tally", ""), getattr(part, "missing", "")):
            if tallied:
                out.tally(tallied)
        if isinstance(part, node.Tally):
            out.tally(part.local)
    _settle_sorts(out, [part for part in every if isinstance(part, Let)])


def _settle_sorts(out: Body, lets: list[Let]) -> None:
    """Make a local a double where anything that it is bound to is one, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for each in lets:
            held = out.locals[each.local]
            if held.sort == "i" and _sort(out, each) == "d":
                out.locals[each.local] = Value(held.text, "d")
                changed = True


def _sort(out: Body, each: Let) -> Sort:
    around = {part.var: Value("0", "i") for part in parts(each.value) if hasattr(part, "var")}
    code = code_of(out)
    return replace(code, bound={**around, **code.bound}).read(each.value).sort


def _scratch(out: Body, every: list[Any]) -> list[str]:
    """Return what clears the scratch slots that the program writes."""
    named = {part.slot for part in every if isinstance(part, node.Write | node.Row)}
    lines = []
    for slot in out.catalogue.slots:
        if slot.scope == "draw" and slot.name in named:
            begins, size = out.layout.offsets[slot.index], out.layout.size(slot)
            lines.append(f"for (i64 i = 0; i < {size}; i++) p->cells[{begins} + i] = {slot.default};")
            lines.append(f"SPOIL(STALE_{slot.index});")
    return lines
