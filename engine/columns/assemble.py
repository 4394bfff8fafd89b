"""A program -> actions, one for each of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.columns import amounts, flow, require, rolls, sweep, words, writes
from engine.columns.assembly import Action, Assembly, Emit
from rules.expression.column import ColumnCode
from rules.expression.node import Tallied
from rules.program import node
from rules.program.node import Program, Step
from rules.program.parts import parts
from rules.program.slot import Slot
from rules.program.walk import every, written

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
}


@dataclass(frozen=True, slots=True)
class Assembled:
    """A program as one action; the slots its reactions watch, and the scratch slots it writes."""

    action: Action
    watched: frozenset[int]
    scratch: tuple[Slot, ...]


def assemble(code: ColumnCode, program: Program) -> Assembled:
    """Return what runs a program."""
    slot = code.catalogue.slot
    watched: set[str] = set()
    named: set[str] = set()
    for step in every(program.steps):
        named |= written(step)
        if isinstance(step, node.Sweep):
            watched.update(name for reaction in step.reactions for name in reaction.watches)
    counted = frozenset(part.local for part in parts(program.steps) if isinstance(part, Tallied))
    return Assembled(
        Assembly(code, EMIT, counted).steps(program.steps),
        frozenset(slot(name).index for name in watched),
        tuple(slot for slot in code.catalogue.slots if slot.scope == "draw" and slot.name in named),
    )
