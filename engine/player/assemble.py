"""A program -> the function that runs it: phases in order, then the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from engine import outcome
from engine.player import (
    amounts,
    cells,
    escrow,
    flow,
    offers,
    others,
    refusal,
    require,
    rolls,
    sweep,
    words,
    writes,
)
from engine.player.scan import (
    bound_locals,
    ends_offer,
    formulas_name_others,
    has_kept,
    names_others,
)
from engine.player.writer import Emit, Writer
from engine.state import State
from rules.expression.scalar import ScalarCode
from rules.expression.type import NONE
from rules.program import node
from rules.program.node import Program, Step, Write
from rules.program.parts import parts
from rules.program.slot import Slot
from rules.site import inside

EMIT: Mapping[type[Step], Emit] = {
    node.Let: writes.let,
    node.Assign: writes.assign,
    node.Give: amounts.give,
    node.Take: amounts.take,
    node.Choose: rolls.choose,
    node.Uniform: rolls.uniform,
    node.Select: rolls.select,
    node.If: flow.if_,
    node.Switch: flow.switch,
    node.Repeat: flow.repeat,
    node.Each: flow.each,
    node.Sweep: sweep.sweep,
    node.Require: require.require,
    node.Tally: words.tally,
    node.Emit: words.emit,
    node.Open: offers.open_,
    node.Move: offers.move,
    node.Close: offers.close,
    node.Empty: offers.empty,
}

LIBRARY: Mapping[str, Any] = {
    "Accepted": outcome.Accepted,
    "Cut": outcome.Cut,
    "Drawn": outcome.Drawn,
    "Given": outcome.Given,
    "Met": outcome.Met,
    "Said": outcome.Said,
    "State": State,
    "Stop": escrow.Stop,
    "Taken": outcome.Taken,
    "Told": outcome.Told,
    "changed_": others.changed,
    "close_": escrow.close,
    "drafted_": others.drafted,
    "failed_": refusal.failed,
    "fault_": refusal.fault,
    "inside_": inside,
    "lacking_": refusal.lacking,
    "move_": escrow.move,
    "opened_": others.opened,
    "pool_": rolls.pool,
    "standing_": others.standing,
    "stopped_": refusal.stopped,
    "tallied_": words.tallied,
    "written_": cells.written,
}

Act = Callable[..., outcome.Outcome]
_NAME_OTHERS = "formulas name others"


def source(code: ScalarCode, program: Program) -> str:
    """Return the Python of one program; its names are in the namespace of *code*."""
    out = Writer(code, EMIT, program.steps, keeps=ends_offer(program))
    several = names_others(program, lambda: _formulas_name_others(code))
    _begin(out, program, several=several)
    for phase, steps in program.phases:
        out.phase = phase
        out.steps(steps)
    _end(out, program, several=several)
    return "def act(S, B, P, W, H, X):\n" + "\n".join(out.lines) + "\n"


def _formulas_name_others(code: ScalarCode) -> bool:
    """Tell whether any formula names another player; that is looked for once."""
    if _NAME_OTHERS not in code.noted:
        code.noted[_NAME_OTHERS] = formulas_name_others(code.catalogue)
    return code.noted[_NAME_OTHERS]


def _begin(out: Writer, program: Program, *, several: bool) -> None:
    out.line("C = B.copy()")
    out.line("events = []; E = events.append")
    out.line("A = []" if has_kept(program) else "A = ()")
    out.line("M = 0")
    if several:
        out.line("W = drafted_(W, C)")
    for param in program.params:
        out.line(f"{out.local(param.name)} = P[{param.name!r}]")
    values, tallies = bound_locals(program)
    if values:
        out.line(f"{' = '.join(map(out.local, values))} = {NONE}")
    for name in tallies:
        out.line(f"{out.local(name)} = {{}}")


def _end(out: Writer, program: Program, *, several: bool) -> None:
    for slot in _scratch(out, program):
        out.line(f"C[{slot.index}] = {{}}" if slot.kind else f"C[{slot.index}] = {slot.default}")
    more = ", *changed_(catalogue, W)" if several else ""
    out.line(f"return Accepted(State(catalogue, C), tuple(events){more})")


def _scratch(out: Writer, program: Program) -> list[Slot]:
    """Return the scratch slots that the program writes; they are gone when it ends."""
    named = {part.slot for part in parts(program.steps, told=True) if isinstance(part, Write | node.Row)}
    return [slot for slot in out.catalogue.slots if slot.scope == "draw" and slot.name in named]


@lru_cache(maxsize=512)
def _coded(text: str, name: str) -> CodeType:
    """Compile a text; what a reload or an event leaves as it was need not be compiled again."""
    return compile(text, name, "exec")


def compile_program(code: ScalarCode, program: Program) -> Act:
    """Return the function of one program."""
    space = code.names.space
    space.update(LIBRARY, catalogue=code.catalogue)
    exec(_coded(source(code, program), f"<{program.name}>"), space)  # noqa: S102 - of our own making
    act: Act = space.pop("act")
    return act
