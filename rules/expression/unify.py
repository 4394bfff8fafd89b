"""Two expressions that stand for one value -> the type of both, each helping the other to be understood."""

from __future__ import annotations

import ast
from dataclasses import replace

from rules.expression.inference import Inference
from rules.expression.interval import hull
from rules.expression.node import Const, Node
from rules.expression.type import NOTHING, NUMERIC, Type
from rules.expression.words import VALUES


def union(a: Type, b: Type) -> Type | None:
    """Return the least type that holds values of both, or nothing."""
    if a.name == "none" or b.name == "none":
        return (b if a.name == "none" else a).maybe()
    lo, hi = hull((a.lo, a.hi), (b.lo, b.hi))
    optional = a.optional or b.optional
    if a.numeric and b.numeric:
        return Type("int" if a.name == b.name == "int" else "number", lo, hi, optional=optional)
    return replace(a, lo=lo, hi=hi, optional=optional) if str(a) == str(b) else None


def retyped(node: Node, type_: Type) -> Node:
    """Return a bare `none` with the type that its place gives it."""
    return Const(type_, node.value) if isinstance(node, Const) and node.type == NOTHING else node


def is_open(inference: Inference, tree: ast.expr) -> bool:
    """Tell whether *tree* is a name that means something only where a kind is known: a record's id."""
    return isinstance(tree, ast.Name) and not inference.scope.means(tree.id) and tree.id not in VALUES


def pair(
    one: Inference, left: ast.expr, other: Inference, right: ast.expr, wanted: Type | None
) -> tuple[Node, Node]:
    """Type two expressions of one value; the kind of the one lets an id in the other be understood."""
    if wanted is None and is_open(one, left):
        second = other.of(right)
        return one.of(left, second.type), second
    first = one.of(left, wanted)
    return first, other.of(right, wanted or first.type)


def numeric(*nodes: Node) -> bool:
    """Tell whether all of *nodes* are numbers."""
    return all(node.type.name in NUMERIC for node in nodes)
