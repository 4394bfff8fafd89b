"""An action that is paid for and gives what may not fit: the price would be lost, and nothing come."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.exchange import spoken
from rules.check.forms import key_of
from rules.check.subject import Subject
from rules.define.form import entry
from rules.expression.node import Const, Local
from rules.problem import Problem, warning
from rules.program.node import Give, Program, Require, Row, Take

NO_ROOM = warning("W742", "what is paid for may not fit")
CODES = (NO_ROOM,)
FEW = 10  # a `most` up to which a player is likely to reach it


def check(pack: Subject) -> Iterator[Problem]:
    """Yield each action with a cost that gives one certain thing, of which few fit, and asks for no room."""
    for name, node in pack.declared("actions"):
        program = pack.lowered.programs.get(name)
        if program is None or entry(node, "cost") is None or pack.broken(node):
            continue
        asked = _asked(pack, program)
        for step in program.phase("do"):
            for row in step.rows if isinstance(step, Give) and step.to is None and not step.nobody else ():
                if row.slot not in asked and (told := _named(pack, program, row)):
                    most = pack.catalogue.slot(row.slot).type.hi
                    said = f"`{name}` takes its price even without room for `{told}`: `most` is {most:.0f}"
                    help_ = f"write `require: [{{that: owned({told}) < {most:.0f}, else: …}}]`"
                    yield NO_ROOM.at(key_of(node, "cost").place, said, help=help_)


def _asked(pack: Subject, program: Program) -> frozenset[str]:
    """Return what an action reads before it is paid, and what it is paid with: that leaves room."""
    checks = [
        step for phase in ("params", "require") for step in program.phase(phase) if isinstance(step, Require)
    ]
    paid = [row.slot for step in program.phase("cost") if isinstance(step, Take) for row in step.rows]
    return pack.walker.reads(*(row.test for step in checks for row in step.rows)).slots.union(paid)


def _named(pack: Subject, program: Program, row: Row) -> str:
    """Return what an author calls the thing that a row gives, where it is certain and few of it fit."""
    if row.key is None or not 0 < pack.catalogue.slot(row.slot).type.hi <= FEW:
        return ""
    if isinstance(row.key, Const):
        return spoken((row.slot, int(row.key.value)), pack.catalogue)
    named = isinstance(row.key, Local) and any(param.name == row.key.name for param in program.params)
    return row.key.name if named and isinstance(row.key, Local) else ""
