"""The text of a table, a limit or a list (`chest(key)`) -> what is drawn from, checked, gone over."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from rules.expression.code import TYPE, UNKNOWN_NAME, Problems
from rules.expression.facts import NO_FACTS, Facts
from rules.expression.fit import described
from rules.expression.formula import arguments
from rules.expression.infer import begin
from rules.expression.inference import Inference, known
from rules.expression.loop import domain
from rules.expression.node import Domain, Field, Node
from rules.expression.parse import Tree
from rules.expression.scope import CallSign, Scope
from rules.expression.type import Type
from rules.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Named:
    """A table or a limit, and what it is called with."""

    name: str
    args: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class TableField:
    """The table in a field of a record."""

    kind: str
    name: str
    record: Node


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table that depends on a condition."""

    test: Node
    then: TableExpression
    other: TableExpression


TableExpression = Named | TableField | TableChoice


def infer_table(tree: Tree, scope: Scope, facts: Facts = NO_FACTS) -> TableExpression | Problems:
    """Return the table that an expression names, or every problem in it."""
    inference = begin(scope, facts)
    found = _table(inference, tree.root)
    return tuple(inference.problems) if found is None else found


def infer_limit(tree: Tree, scope: Scope, facts: Facts = NO_FACTS) -> Named | Problems:
    """Return the limit that an expression names, or every problem in it."""
    inference = begin(scope, facts)
    limits = scope.declared.limits
    found = _named(inference, tree.root, limits)
    if found is None and not inference.problems:
        written = ast.unparse(tree.root)
        help_ = did_you_mean(written, limits)
        inference.report(tree.root, UNKNOWN_NAME, f"there is no limit called `{written}`", help_)
    return tuple(inference.problems) if found is None else found


def infer_domain(tree: Tree, scope: Scope, facts: Facts = NO_FACTS) -> tuple[Domain, Type] | Problems:
    """Return what a pick or a loop goes over and the type of its variable, or every problem in it."""
    inference = begin(scope, facts)
    found = domain(inference, tree.root)
    return tuple(inference.problems) if found is None else found


def _table(inference: Inference, tree: ast.expr) -> TableExpression | None:
    if isinstance(tree, ast.IfExp):
        test = inference.condition(tree.test)
        then = _table(inference.where(test), tree.body)
        other = _table(inference.where(test, truth=False), tree.orelse)
        return TableChoice(test, then, other) if known(test) and then and other else None
    problems = len(inference.problems)
    found = _named(inference, tree, inference.scope.declared.tables)
    return found or (None if len(inference.problems) > problems else _field(inference, tree))


def _field(inference: Inference, tree: ast.expr) -> TableField | None:
    tables = inference.scope.declared.tables
    if isinstance(tree, ast.Name) and not inference.scope.means(tree.id):
        message = f"there is no table called `{tree.id}`"
        inference.report(tree, UNKNOWN_NAME, message, did_you_mean(tree.id, tables))
        return None
    node = inference.value(tree)
    if isinstance(node, Field) and node.type.name == "table":
        return TableField(node.kind, node.name, node.record)
    if known(node):
        inference.report(tree, TYPE, f"wanted is a table, this is {described(node.type)}")
    return None


def _named(inference: Inference, tree: ast.expr, signs: Mapping[str, CallSign]) -> Named | None:
    """Return what a name or a call names among *signs*; nothing, and not always a problem, if none."""
    match tree:
        case ast.Name(id=name):
            args: list[ast.expr] = []
        case ast.Call(func=ast.Name(id=name), args=args):
            pass
        case _:
            return None
    if name not in signs:
        return None
    found = arguments(inference, tree, name, signs[name].params, args)
    return None if found is None else Named(name, found)
