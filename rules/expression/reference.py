"""The author's text -> its value, by another way than compiled code: simpleeval, ids, rationals.

It knows no typed node. It is slow and plain; `reve test` asks it whether compiled code says the same.
simpleeval is given operators, names and a few forms of its own; attributes, calls and loops are ours, so
that no object's attribute is ever read and nothing is called that is not in a table.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from simpleeval import SimpleEval

from rules.expression import reference_call, reference_read
from rules.expression.node import Const
from rules.expression.reference_value import OPERATORS, ORDER, Ref, Sample, Value, opened
from rules.expression.scope import FormulaSign, Vocabulary
from rules.expression.type import Type

_FORMS = (ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Constant, ast.Name)


@dataclass(frozen=True, slots=True)
class Reference:
    """Evaluate texts against what a pack declares, in one situation."""

    declared: Vocabulary
    sample: Sample

    def value(self, text: str, wanted: Type | None = None) -> Value:
        """Return the value of an expression; *wanted* says of which kind a bare id is."""
        return self.fitted(self.of(ast.parse(text.strip(), mode="eval").body), wanted)

    def of(self, tree: ast.expr) -> Value:
        """Return the value of a syntax tree."""
        evaluator = SimpleEval(operators=self._operators(), functions={}, names=self._name)
        evaluator.nodes = {form: evaluator.nodes[form] for form in _FORMS}
        evaluator.nodes[ast.List] = lambda node: tuple(self.of(item) for item in node.elts)
        evaluator.nodes[ast.Attribute] = lambda node: reference_read.attribute(self, node)
        evaluator.nodes[ast.Subscript] = lambda node: reference_read.subscript(self, node)
        evaluator.nodes[ast.Call] = lambda node: reference_call.call(self, node)
        return evaluator.eval("", previously_parsed=tree)

    def _name(self, tree: ast.Name) -> Value:
        return reference_read.name(self, tree.id)

    def _operators(self) -> dict[type[ast.AST], Any]:
        """Return the operators; records are ordered as their kind is."""
        ordered = {form: lambda a, b, less=less: less(*self._places(a, b)) for form, less in ORDER.items()}
        return {**OPERATORS, **ordered}

    def _places(self, a: Value, b: Value) -> tuple[Value, Value]:
        if not (isinstance(a, Ref) and isinstance(b, Ref)):
            return a, b
        ids = self.declared.kind(a.kind or b.kind).ids
        return ids.index(a.id), ids.index(b.id)

    def inside(self, locals_: Mapping[str, Value]) -> Reference:
        """Return the evaluator of a loop's inside."""
        return replace(self, sample=replace(self.sample, locals={**self.sample.locals, **locals_}))

    def of_player(self, player: int) -> Reference:
        """Return the evaluator that reads another player's cells."""
        cells = self.sample.players[player]
        return replace(
            self, sample=replace(self.sample, cells=cells, moment=replace(self.sample.moment, me=player))
        )

    def applied(self, sign: FormulaSign, args: tuple[Value, ...]) -> Value:
        """Return what a formula gives; the body of a formula field is that of its record."""
        values = {
            name: self.fitted(value, type_) for (name, type_), value in zip(sign.params, args, strict=True)
        }
        number = 0
        if "." in sign.name:
            record = next(iter(values.values()))
            number = self.declared.kind(record.kind).codes[record.id]
        body = sign.bodies[number]
        if isinstance(body, str):
            return replace(self, sample=replace(self.sample, locals=values)).value(body, sign.wanted)
        if not isinstance(body, Const):
            raise TypeError(f"the body of `{sign.name}` is neither a text nor a literal")
        return opened(self.declared.catalogue, body.type, body.value)

    def fitted(self, value: Value, wanted: Type | None) -> Value:
        """Return a value; a bare id becomes a record of the kind that is wanted."""
        if wanted is not None and isinstance(value, Ref) and not value.kind:
            return Ref(value.id, wanted.kind)
        return value
