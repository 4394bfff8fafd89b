"""What happens at an offer's end and speaks of the player who acts: nobody does, the clock has come round."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.expression.node import Apply, Cell, Domain, Function, Node, walk
from rules.lower.code import NOBODY
from rules.problem import Problem
from rules.program.node import Assign, Emit, Give, Move, Step, Take
from rules.program.walk import every, inside

CODES = (NOBODY,)

_OF_ME = frozenset({"me", "guild", "channel"})
_SHARED = frozenset({"world"})  # what an end may read and write by its own name


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every step of an end that would read, write or tell the player who acts."""
    for name, program in pack.lowered.endings.items():
        for step in every(program.phase("do")):
            said = _said(pack, step)
            if said and step.place is not None:
                help_ = f"name `{name}.owner`, another of its players, or what belongs to the world"
                yield NOBODY.at(step.place, f"{said}, but when an offer ends nobody acts", help=help_)


def _said(pack: Subject, step: Step) -> str:
    """Return what a step does that only a player can be meant by."""
    match step:
        case Give(to=None, nobody=False):
            return "this gives to the player who acts"
        case Take():
            return "this takes from the player who acts"
        case Move(source=None) | Move(target=None):
            return "this moves what the player who acts holds"
        case Emit(event="say"):
            return "this answers the player who acts"
        case Emit(event="tell", to=None):
            return "this tells the player who acts"
        case Assign(writes=writes):
            for write in writes:
                if write.owner is None and not _free(pack, write.slot):
                    return f"`{write.slot}` is of the player who acts"
        case _:
            pass
    return next((found for piece in inside(step) if (found := _read(pack, piece))), "")


def _read(pack: Subject, piece: object) -> str:
    """Return what an expression reads of the player who acts."""
    node = piece.node if isinstance(piece, Domain) else piece
    for part in walk(node) if isinstance(node, Node) else ():
        match part:
            case Cell(owner=None, slot=slot) if not _free(pack, slot):
                return f"`{slot}` is of the player who acts"
            case Function(name=name) if name in _OF_ME:
                return f"`{name}` is where or who somebody acts"
            case Apply(owner=None, formula=name):
                read = sorted(each for each in pack.walker.reads(part).slots if not _free(pack, each))
                if read:
                    return f"`{name}` reads `{read[0]}` of the player who acts"
            case _:
                pass
    return ""


def _free(pack: Subject, slot: str) -> bool:
    """Tell whether a slot needs no player; what an offer has is read by its number."""
    known = pack.catalogue.by_name.get(slot)
    return known is None or known.of_offer or known.scope in {*_SHARED, "draw"}
