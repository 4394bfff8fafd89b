"""The author's text -> its value, by another way than compiled code: simpleeval, ids, rationals.

It knows no typed node. It is slow and plain; `reve test` asks it whether compiled code says the same.
simpleeval is given operators, names and a few forms of its own; attributes, calls and loops are ours, so
that no object's attribute is ever read and nothing is called that is not in a table.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rules.expression.node import Const
from rules.expression.reference_forms import Forms
from rules.expression.reference_value import Ref, Sample, Value, opened
from rules.expression.scope import FormulaSign, Vocabulary
from rules.expression.type import Type


@lru_cache(maxsize=4096)
def _tree(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


@dataclass(frozen=True, slots=True)
class Reference:
    """Evaluate texts against what a pack declares, in one situation."""

    declared: Vocabulary
    sample: Sample
    forms: Forms = field(default_factory=Forms, compare=False, repr=False)

    def value(self, text: str, wanted: Type | None = None) -> Value:
        """Return the value of an expression; *wanted* says of which kind a bare id is."""
        return self.fitted(self.of(_tree(text)), wanted)

    def of(self, tree: ast.expr) -> Value:
        """Return the value of a syntax tree."""
        return self.forms.value(self, tree)

    def inside(self, locals_: Mapping[str, Value]) -> Reference:
        """Return the evaluator of a loop's inside."""
        return replace(self, sample=replace(self.sample, locals={**self.sample.locals, **locals_}))

    def of_player(self, player: int) -> Reference:
        """Return the evaluator that reads another player's cells."""
        cells = self.sample.players[player]
        moment = replace(self.sample.moment, me=player)
        return replace(self, sample=replace(self.sample, cells=cells, moment=moment, results={}))

    def applied(self, sign: FormulaSign, args: tuple[Value, ...]) -> Value:
        """Return what a formula gives; the body of a formula field is that of its record."""
        values = {
            name: self.fitted(value, type_) for (name, type_), value in zip(sign.params, args, strict=True)
        }
        key = sign.name, *values.values()
        if any(isinstance(value, dict) for value in key):
            return self._body(sign, values)
        if key not in self.sample.results:
            self.sample.results[key] = self._body(sign, values)
        return self.sample.results[key]

    def _body(self, sign: FormulaSign, values: dict[str, Value]) -> Value:
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
