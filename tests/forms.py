"""A program -> the names of the forms it is made of, so that a test can say what nothing was tried on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from rules.expression import node as expression
from rules.expression.node import Domain, Node
from rules.expression.scalar_function import CALLED
from rules.program import node as step
from rules.program.node import Program, Reaction, Step
from rules.program.walk import every, inside, pieces

_OPS = {
    "Binary": expression.BinaryOp,
    "Compare": expression.CompareOp,
    "Fold": expression.FoldOp,
}
_MODES = (
    "Assign.add Assign.clamp Assign.keep Assign.key Assign.many Choose.computed Choose.fixed Choose.tabled "
    "Each.where Give.nobody Give.tally If.other Reaction.after Reaction.domain Reaction.repeats Repeat.until "
    "Require.needs Select.weigh Select.where Take.check Take.missing Take.partly Take.twice "
    "Logic.and Logic.or Unary.- Unary.not Reached.exact Tallied.all Tallied.key Tallied.slot Cell.key "
    "Domain.kind Domain.field Domain.upto Domain.slots Fold.where Best.where"
)
# What only several players and places have to do with: it is refused by name before columns run.
_TOGETHER = {
    "Open",
    "Move",
    "Close",
    "Empty",
    "Escrow",
    "Lying",
    "Placed",
    "Function.guild",
    "Function.channel",
}


def every_form() -> frozenset[str]:
    """Return the names of all forms of one player: primitives, expressions, operators, settings."""
    classes = {kind.__name__ for base in (Step, Node) for kind in base.__subclasses__()}
    operators = {f"{name}.{op}" for name, ops in _OPS.items() for op in get_args(ops)}
    functions = {f"Function.{name}" for name in CALLED}
    return frozenset(classes | operators | functions | set(_MODES.split())) - _TOGETHER


def forms(program: Program) -> Iterator[str]:
    """Yield the names of the forms that a program is made of."""
    for each in every(program.steps):
        yield type(each).__name__
        yield from _of_step(each)
        for piece in inside(each):
            if isinstance(piece, Reaction):
                yield from _of_reaction(piece)
            if isinstance(piece, Node | Domain):
                yield from expression_forms(piece)


def _set(name: str, **settings: object) -> Iterator[str]:
    return (f"{name}.{setting}" for setting, value in settings.items() if value)


def _of_step(each: Step) -> Iterator[str]:
    match each:
        case step.Assign():
            settings = {"clamp": each.clamp, "keep": each.keep, "many": len(each.writes) > 1}
            yield from _set("Assign", **settings)
            for write in each.writes:
                yield from _set("Assign", add=write.add, key=write.key is not None)
        case step.Give():
            yield from _set("Give", tally=each.tally, nobody=each.nobody)
        case step.Take():
            twice = len(each.rows) != len({(row.slot, row.key) for row in each.rows})
            yield from _set("Take", partly=each.partly, check=each.check, missing=each.missing, twice=twice)
        case step.Choose(weights=weights):
            fixed = not weights.nodes and weights.index is None
            yield from _set("Choose", fixed=fixed, tabled=weights.index, computed=weights.nodes)
        case step.Select() | step.Each() | step.Repeat() | step.If():
            names = ("where", "weigh", "until", "other")
            yield from _set(type(each).__name__, **{name: getattr(each, name, None) for name in names})
        case step.Require():
            yield from _set("Require", needs=any(row.needs for row in each.rows))
        case _:
            pass


def _of_reaction(reaction: Reaction) -> Iterator[str]:
    yield from _set("Reaction", after=reaction.after, domain=reaction.domain, repeats=reaction.repeats > 1)
    for piece in pieces((reaction.when, reaction.domain)):
        yield from expression_forms(piece)  # type: ignore[arg-type]


def expression_forms(piece: Node | Domain) -> Iterator[str]:
    """Yield the names of the forms that an expression is made of."""
    if isinstance(piece, Domain):
        yield f"Domain.{piece.form}"
        if piece.node is not None:
            yield from expression_forms(piece.node)
        return
    for part in expression.walk(piece):
        name = type(part).__name__
        yield name
        op = getattr(part, "op", None) or (part.name if isinstance(part, expression.Function) else None)
        yield from _set(name, **({str(op): op} if op else {}))
        match part:
            case expression.Fold() | expression.Best():
                yield f"Domain.{part.domain.form}"
                yield from _set(name, where=part.where)
            case expression.Reached():
                yield from _set(name, exact=part.exact)
            case expression.Cell():
                yield from _set(name, key=part.key)
            case expression.Tallied():
                yield from _set(name, slot=part.slot, key=part.key, all=not part.slot)
            case _:
                pass
