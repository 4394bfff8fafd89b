"""A weight as an expression -> whether it is above 0 whatever it reads, and takes no record out of a pool."""

from __future__ import annotations

from rules.expression.node import Apply, Binary, Choice, Field, Function, MapField, Node
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue

_KEEPS = frozenset({"millionths", "ceil"})  # what is above 0 stays so: a weight has at most six places
_OF_ALL = frozenset({"min", "max"})


def positive(node: Node, catalogue: Catalogue, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether an expression is proved to be greater than 0."""
    if node.type.lo > 0:
        return True
    match node:
        case Binary(op="*" | "/", left=left, right=right):
            return positive(left, catalogue, seen) and positive(right, catalogue, seen)
        case Binary(op="+", left=left, right=right):
            one, other = positive(left, catalogue, seen), positive(right, catalogue, seen)
            return (one and (other or right.type.lo >= 0)) or (other and left.type.lo >= 0)
        case Choice(then=then, other=other_):
            return positive(then, catalogue, seen) and positive(other_, catalogue, seen)
        case Function(name=name, args=args) if name in _KEEPS or name in _OF_ALL:
            return all(positive(arg, catalogue, seen) for arg in args)
        case Field(kind=kind, name=name):
            return _all(catalogue.kinds[kind].columns.get(name, (0,)))
        case MapField(kind=kind, name=name):
            return _all(
                tuple(value for row in catalogue.kinds[kind].maps.get(name, ((0,),)) for value in row)
            )
        case Apply(formula=name) if name in catalogue.formulas and name not in seen:
            return all(positive(body, catalogue, seen | {name}) for body in catalogue.formulas[name].bodies)
        case _:
            return False


def _all(values: tuple[float, ...]) -> bool:
    return all(value > 0 and value != NONE for value in values)
