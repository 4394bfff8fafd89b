"""The forms of syntax that the reference evaluator knows, as simpleeval evaluates them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from simpleeval import SimpleEval

from rules.expression import reference_call, reference_read
from rules.expression.reference_value import OPERATORS, ORDER, Ref, Value

if TYPE_CHECKING:
    from rules.expression.reference import Reference

_FORMS = (ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Constant, ast.Name)


class Forms:
    """One simpleeval for many situations: whoever asks is remembered while his tree is evaluated."""

    def __init__(self) -> None:
        """Give simpleeval its operators, and forms of our own."""
        self._asks: list[Reference] = []
        ordered = {form: lambda a, b, less=less: less(*self._places(a, b)) for form, less in ORDER.items()}
        self._simple = SimpleEval(operators={**OPERATORS, **ordered}, functions={}, names=self._name)
        forms: dict[type[ast.AST], Any] = {form: self._simple.nodes[form] for form in _FORMS}
        forms[ast.List] = lambda node: tuple(self._asks[-1].of(item) for item in node.elts)
        forms[ast.Attribute] = lambda node: reference_read.attribute(self._asks[-1], node)
        forms[ast.Subscript] = lambda node: reference_read.subscript(self._asks[-1], node)
        forms[ast.Call] = lambda node: reference_call.call(self._asks[-1], node)
        self._simple.nodes = forms

    def value(self, at: Reference, tree: ast.expr) -> Value:
        """Return the value of a syntax tree."""
        self._asks.append(at)
        try:
            return self._simple.eval("", previously_parsed=tree)
        finally:
            self._asks.pop()

    def _name(self, tree: ast.Name) -> Value:
        return reference_read.name(self._asks[-1], tree.id)

    def _places(self, a: Value, b: Value) -> tuple[Value, Value]:
        """Return what is compared; records are ordered as their kind is."""
        if not isinstance(a, Ref):
            return a, b
        ids = self._asks[-1].declared.kind(a.kind or b.kind).ids
        return ids.index(a.id), ids.index(b.id)
