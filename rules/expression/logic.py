"""`and`, `or`, `not`, `if else` -> typed conditions, each part knowing what those before it decided."""

from __future__ import annotations

import ast

from rules.expression.arithmetic import negated
from rules.expression.code import TYPE
from rules.expression.compare import together
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import Choice, Node, Unary
from rules.expression.type import BOOL, NUMERIC, Type
from rules.expression.unify import pair, retyped, union


def connective(inference: Inference, tree: ast.BoolOp, _wanted: Type | None) -> Node:
    """Return `and` or `or`."""
    both = isinstance(tree.op, ast.And)
    parts, here = [], inference
    for value in tree.values:
        parts.append(here.condition(value))
        here = here.where(parts[-1], truth=both)
    return together("and" if both else "or", parts)


def unary(inference: Inference, tree: ast.UnaryOp, _wanted: Type | None) -> Node:
    """Return `not x` or `-x`."""
    if isinstance(tree.op, ast.Not):
        condition = inference.condition(tree.operand)
        return Unary(BOOL, "not", condition) if known(condition) else condition
    operand = inference.value(tree.operand)
    if operand.type.name in NUMERIC | {"duration"}:
        return negated(operand)
    if not known(operand):
        return operand
    return inference.report(tree, TYPE, f"`-` needs a number, this is {described(operand.type)}")


def conditional(inference: Inference, tree: ast.IfExp, wanted: Type | None) -> Node:
    """Return `a if condition else b`."""
    test = inference.condition(tree.test)
    yes, no = inference.where(test), inference.where(test, truth=False)
    then, other = pair(yes, tree.body, no, tree.orelse, wanted)
    if not known(test, then, other):
        return UNKNOWN
    type_ = union(then.type, other.type)
    if type_ is None:
        message = f"the branches are {described(then.type)} and {described(other.type)}"
        return inference.report(tree, TYPE, message, "both branches are of one type")
    return Choice(type_, test, retyped(then, type_), retyped(other, type_))
