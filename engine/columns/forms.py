"""A program -> the forms in it that columns cannot run: what touches players besides the one who acts."""

from __future__ import annotations

from rules.expression.node import Apply, Cell, Domain, Escrow, Node, Placed
from rules.program.catalogue import Catalogue
from rules.program.node import Close, Empty, Give, Move, Open, Program, Weights, Write
from rules.program.parts import all_parts

_WORD = 1 << 63


def refused_forms(program: Program, catalogue: Catalogue) -> list[str]:
    """Name what columns cannot run, in the order of the alphabet; nothing if they can run it all."""
    named: dict[str, None] = {}
    for part in all_parts(program, catalogue):
        if form := _refused(part):
            named[form] = None
    return sorted(named)


def _refused(part: object) -> str:
    match part:
        case Open() | Move() | Close() | Empty() | Escrow() | Domain(form="players"):
            return _together(part)
        case Cell(slot=slot, owner=owner) if owner is not None:
            return f"`{slot}` of {_whom(owner)} is read"
        case Apply(formula=formula, owner=owner) if owner is not None:
            return f"`{formula}` of another player is read"
        case Write(slot=slot, owner=owner) if owner is not None:
            return f"`{slot}` of {_whom(owner)} is written"
        case Give(rows=rows, to=to) if to is not None:
            return f"{', '.join(f'`{row.slot}`' for row in rows)} is given to {_whom(to)}"
        case Placed(ranking=ranking):
            return f"a place in the ranking `{ranking}` is read"
        case Weights(rows=rows) if any(sum(row) >= _WORD for row in rows):
            return "weights add up to more than 2^63"
    return ""


def _whom(owner: Node) -> str:
    return "an offer" if owner.type.name == "offer" else "another player"


def _together(part: Open | Move | Close | Empty | Escrow | Domain) -> str:
    """Name what players do together."""
    match part:
        case Open(kind=kind):
            return f"`{kind}` is opened"
        case Move(source=source, target=target):
            return f"something is handed from `{source.type}`" if source else _put(target)
        case Close(offer=offer):
            return f"`{offer.type}` is closed"
        case Empty(slot=slot):
            return f"`{slot}` is emptied"
        case Escrow(offer=offer):
            return f"what lies in `{offer.type}` is read"
        case _:
            return f"who takes part in `{part.owner}` is asked"


def _put(target: Node | None) -> str:
    return f"something is put into `{target.type if target else ''}`"
