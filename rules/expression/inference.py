"""One expression being typed: where it stands, what is known there, and what was found wrong."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules.expression.code import OPTIONAL, TYPE, ExpressionProblem
from rules.expression.facts import NO_FACTS, Facts, facts_from
from rules.expression.fit import described, fit
from rules.expression.node import Const, Node
from rules.expression.scope import Scope
from rules.expression.type import BOOL, NUMERIC, Type
from rules.problem import Code

# What stands for an expression that was refused; whatever is made of it is refused in silence.
UNKNOWN = Const(Type("unknown"), 0)

# What types one form of syntax, given the type that is wanted, if any.
Family = Callable[["Inference", Any, Type | None], Node]


@dataclass(frozen=True, slots=True)
class Inference:
    """Type expressions of one text; problems are collected, refused parts become `UNKNOWN`."""

    scope: Scope
    families: Mapping[type[ast.expr], Family]
    facts: Facts = NO_FACTS
    problems: list[ExpressionProblem] = field(default_factory=list)

    def of(self, tree: ast.expr, wanted: Type | None = None) -> Node:
        """Return the typed expression; *wanted* lets ids of records be understood, nothing is checked."""
        node = self.families[type(tree)](self, tree, wanted)
        return self.facts.narrowed(node)

    def value(self, tree: ast.expr, wanted: Type | None = None) -> Node:
        """Return an expression that is proved to be there."""
        node = self.of(tree, wanted)
        return self.absent(tree) if node.type.optional else node

    def fitting(self, tree: ast.expr, wanted: Type) -> Node:
        """Return an expression that is proved to be of type *wanted*, bounds included."""
        return fit(self, tree, self.of(tree, wanted), wanted)

    def number(self, tree: ast.expr) -> Node:
        """Return an expression that is a number, whole or not."""
        node = self.value(tree)
        if not known(node) or node.type.name in NUMERIC:
            return node
        return self.report(tree, TYPE, f"this is {described(node.type)}, wanted is a number")

    def condition(self, tree: ast.expr) -> Node:
        """Return an expression that is a condition."""
        return self.fitting(tree, BOOL)

    def knowing(self, facts: Facts) -> Inference:
        """Return the typing of a part in which more is known."""
        return replace(self, facts=self.facts.also(facts)) if facts else self

    def where(self, test: Node, *, truth: bool = True) -> Inference:
        """Return the typing of a part that is read only where *test* is *truth*."""
        return self.knowing(facts_from(test, truth=truth)) if known(test) else self

    def inside(self, name: str, type_: Type) -> Inference:
        """Return the typing of a loop's inside, where *name* is its variable."""
        return replace(self, scope=self.scope.inside({name: type_}), facts=self.facts.without_local(name))

    def apart(self, scope: Scope) -> Inference:
        """Return the typing of another text, which stands at *scope*."""
        return Inference(scope, self.families)

    def report(self, tree: ast.expr, code: Code, message: str, help_: str | None = None) -> Node:
        """Collect a problem; return what stands for the refused expression."""
        end = tree.end_col_offset or tree.col_offset + 1
        problem = ExpressionProblem(code, message, tree.col_offset, end, help_)
        if problem not in self.problems:
            self.problems.append(problem)
        return UNKNOWN

    def absent(self, tree: ast.expr) -> Node:
        """Report that a value may be absent."""
        written = ast.unparse(tree)
        help_ = f"ask `has({written})` first, or write `default({written}, ...)`"
        return self.report(tree, OPTIONAL, f"`{written}` may be absent", help_)


def known(*nodes: Node) -> bool:
    """Tell whether none of *nodes* was refused."""
    return all(node.type.name != "unknown" for node in nodes)
