"""What a product brings: whether it can be taken back, and whether it may reach others."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry
from rules.problem import Problem, error, warning
from rules.program.node import Close, Give, Move, Open, Phase, Row, Step, Take
from rules.program.walk import every

LOST = error("E663", "what is bought could not be taken back")
TRADED = warning("W760", "what money bought may be traded")
ESCAPES = warning("W761", "what money bought becomes what nobody can tell apart")
CODES = (LOST, TRADED, ESCAPES)
_HELD = "owned."
_ACTS: tuple[Phase, ...] = ("cost", "do")


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what a product brings that no ledger follows, and the ways in which it may reach others."""
    products = pack.lowered.products
    granted: dict[str, str] = {each.action: name for name, each in products.items()}
    for action, name in sorted(granted.items()):
        program = pack.lowered.programs.get(action)
        for step in every(program.phase("do")) if program is not None else ():
            said = _lost(step)
            if said and step.place is not None:
                help_ = "let it give what players hold, to the one who paid; write `ends` for what it sets"
                yield LOST.at(
                    step.place, f"{said}, so a refund of `{name}` could not take it back", help=help_
                )
    for name, node in pack.declared("products"):
        tradable = entry(node, "tradable")
        if tradable is not None and products[name].tradable:
            said = f"what `{name}` brings may be traded and staked, by whoever has more money"
            help_ = "take `tradable` out, and it stays with its buyer"
            yield TRADED.at(tradable.place, said, help=help_)
    if any(not each.tradable for each in products.values()):
        yield from _escapes(pack)


def _lost(step: Step) -> str:
    match step:
        case Open() | Move() | Close():
            return "this does something with an offer"
        case Give(nobody=False, to=to) if to is not None:
            return "this goes to somebody else"
        case Give(rows=rows, nobody=False):
            loose = _loose(rows)
            return f"`{loose}` is a variable, and in no ledger" if loose else ""
        case _:
            return ""


def _loose(rows: tuple[Row, ...]) -> str:
    return next((row.slot for row in rows if not row.slot.startswith(_HELD)), "")


def _escapes(pack: Subject) -> Iterator[Problem]:
    """Yield where held things are paid for variables: nobody knows which of them money paid for."""
    for program in pack.lowered.programs.values():
        acts = [*every(step for phase in _ACTS for step in program.phase(phase))]
        if not any(isinstance(step, Take) and _held(step.rows) for step in acts):
            continue
        for step in acts:
            loose = _loose(step.rows) if isinstance(step, Give) and not step.nobody else ""
            if loose and step.place is not None:
                said = f"`{loose}` is a variable, so nobody knows whether what money bought paid for it"
                yield ESCAPES.at(step.place, said, help="make it a record that is held")


def _held(rows: tuple[Row, ...]) -> bool:
    return any(row.slot.startswith(_HELD) for row in rows)
