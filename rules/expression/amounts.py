"""The text of amounts (`thing.price * 2`) -> a small tree that the lowering turns into rows."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from rules.expression.asset import AssetExpression, asset
from rules.expression.code import RANGE, TYPE, Problems
from rules.expression.facts import NO_FACTS, Facts
from rules.expression.fit import described
from rules.expression.infer import begin
from rules.expression.inference import Inference, known
from rules.expression.node import Field, Local, Node
from rules.expression.parse import Tree
from rules.expression.scope import Scope
from rules.expression.type import Type


@dataclass(frozen=True, slots=True)
class AmountsField:
    """The amounts in a field of a record."""

    kind: str
    name: str
    record: Node


@dataclass(frozen=True, slots=True)
class AmountsLocal:
    """What a tally or a parameter holds."""

    name: str


@dataclass(frozen=True, slots=True)
class AmountsSum:
    """Amounts together."""

    parts: tuple[AmountsExpression, ...]


@dataclass(frozen=True, slots=True)
class AmountsTimes:
    """Amounts, each multiplied by a number that is at least 0."""

    amounts: AmountsExpression
    factor: Node


@dataclass(frozen=True, slots=True)
class AmountsChoice:
    """Amounts that depend on a condition."""

    test: Node
    then: AmountsExpression
    other: AmountsExpression


AmountsExpression = AmountsField | AmountsLocal | AmountsSum | AmountsTimes | AmountsChoice


def infer_amounts(tree: Tree, scope: Scope, facts: Facts = NO_FACTS) -> AmountsExpression | Problems:
    """Return typed amounts, or every problem in them."""
    inference = begin(scope, facts)
    found = _amounts(inference, tree.root)
    return tuple(inference.problems) if found is None or inference.problems else found


def infer_asset(tree: Tree, scope: Scope, facts: Facts = NO_FACTS) -> AssetExpression | Problems:
    """Return the asset that a key of amounts names, or every problem in it."""
    inference = begin(scope, facts)
    found = asset(inference, tree.root)
    return tuple(inference.problems) if found is None else found


def _amounts(inference: Inference, tree: ast.expr) -> AmountsExpression | None:
    match tree:
        case ast.BinOp(op=ast.Add()):
            one, other = _amounts(inference, tree.left), _amounts(inference, tree.right)
            return AmountsSum((one, other)) if one and other else None
        case ast.BinOp(op=ast.Mult()):
            return _times(inference, tree)
        case ast.IfExp():
            test = inference.condition(tree.test)
            then = _amounts(inference.where(test), tree.body)
            other = _amounts(inference.where(test, truth=False), tree.orelse)
            return AmountsChoice(test, then, other) if known(test) and then and other else None
        case _:
            pass
    return _plain(inference, tree)


def _plain(inference: Inference, tree: ast.expr) -> AmountsExpression | None:
    node = inference.value(tree)
    match node:
        case Field(type=Type(name="amounts")):
            return AmountsField(node.kind, node.name, node.record)
        case Local(type=Type(name="amounts")):
            return AmountsLocal(node.name)
        case _:
            pass
    if known(node):
        help_ = "name a field that holds amounts, or write `{asset: number}`"
        inference.report(tree, TYPE, f"wanted are amounts, this is {described(node.type)}", help_)
    return None


def _times(inference: Inference, tree: ast.BinOp) -> AmountsExpression | None:
    left, right = (tree.right, tree.left) if _is_number(inference, tree.left) else (tree.left, tree.right)
    amounts, factor = _amounts(inference, left), inference.number(right)
    if known(factor) and factor.type.lo < 0:
        inference.report(
            right, RANGE, "amounts are multiplied by at least 0; this may be less", "write `max(0, ...)`"
        )
    return AmountsTimes(amounts, factor) if amounts and known(factor) else None


def _is_number(inference: Inference, tree: ast.expr) -> bool:
    """Tell whether *tree* is a number, without reporting anything."""
    return inference.apart(inference.scope).of(tree).type.numeric
