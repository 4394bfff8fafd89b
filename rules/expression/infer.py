"""The text of an expression and what names mean there -> a typed expression, or all problems found in it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from rules.expression.arithmetic import arithmetic
from rules.expression.call import call
from rules.expression.code import Problems
from rules.expression.compare import comparison
from rules.expression.facts import NO_FACTS, Facts
from rules.expression.formula import TypedFormula, typed
from rules.expression.inference import Family, Inference, known
from rules.expression.logic import conditional, connective, unary
from rules.expression.member import member
from rules.expression.name import bare_name
from rules.expression.node import Const, Node, const
from rules.expression.parse import Tree, parse
from rules.expression.regeneration import regenerations
from rules.expression.scope import Scope, Vocabulary
from rules.expression.subscript import subscript
from rules.expression.type import TEXT, Type, number


def _literal(_inference: Inference, tree: ast.Constant, _wanted: Type | None) -> Node:
    match tree.value:
        case str():
            return Const(TEXT, tree.value)
        case float():
            return Const(number(tree.value, tree.value), tree.value)
        case _:
            pass
    assert isinstance(tree.value, int)  # noqa: S101 - nothing else is allowed
    return const(tree.value)


FAMILIES: Mapping[type[ast.expr], Family] = {
    ast.Constant: _literal,
    ast.Name: bare_name,
    ast.Attribute: member,
    ast.Subscript: subscript,
    ast.BinOp: arithmetic,
    ast.UnaryOp: unary,
    ast.BoolOp: connective,
    ast.IfExp: conditional,
    ast.Compare: comparison,
    ast.Call: call,
}


def begin(scope: Scope, facts: Facts = NO_FACTS) -> Inference:
    """Return the typing of one expression that stands at *scope*."""
    return Inference(scope, FAMILIES, facts)


def infer(tree: Tree, scope: Scope, wanted: Type | None = None, facts: Facts = NO_FACTS) -> Node | Problems:
    """Return the typed expression, proved to be of type *wanted*, or every problem in it.

    No problem at all means that a formula it calls was refused: the problem is there.
    """
    inference = begin(scope, facts)
    node = inference.of(tree.root) if wanted is None else inference.fitting(tree.root, wanted)
    return node if known(node) and not inference.problems else tuple(inference.problems)


def read(text: str, scope: Scope, wanted: Type | None = None, facts: Facts = NO_FACTS) -> Node | Problems:
    """Parse and type an expression."""
    tree = parse(text)
    return infer(tree, scope, wanted, facts) if isinstance(tree, Tree) else tree


def type_formulas(declared: Vocabulary) -> dict[str, TypedFormula]:
    """Type every formula and formula field, by its name in the catalogue."""
    inference = begin(Scope(declared))
    fields = (field for kind in declared.kinds.values() for field in kind.fields.values())
    signs = [*declared.formulas.values(), *(field.formula for field in fields if field.formula)]
    signs += regenerations(declared)
    found = {sign.name: typed(inference, sign) for sign in signs}
    return {name: formula for name, formula in found.items() if formula}
