"""A formula as it is written -> its typed bodies and its result, found when first asked for."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import reduce

from rules.expression.code import ARGUMENTS, CYCLE, ExpressionProblem
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import Apply, Node
from rules.expression.parse import Tree, parse
from rules.expression.scope import FormulaSign, Params
from rules.expression.type import Type
from rules.expression.unify import union
from rules.program.catalogue import Formula


@dataclass(frozen=True, slots=True)
class TypedFormula:
    """A formula that was typed; each problem is in the body of that number."""

    sign: FormulaSign
    result: Type
    bodies: tuple[Node, ...]
    problems: tuple[tuple[int, ExpressionProblem], ...] = ()

    @property
    def lowered(self) -> Formula:
        """Return it as the catalogue holds it."""
        names, types = zip(*self.sign.params, strict=True) if self.sign.params else ((), ())
        kind = self.sign.params[0][1].kind if "." in self.sign.name else ""
        return Formula(self.sign.name, names, types, self.result, self.bodies, kind)


def typed(inference: Inference, sign: FormulaSign) -> TypedFormula | None:
    """Return the typed formula, or nothing while it is being typed: it calls itself."""
    declared = inference.scope.declared
    if sign.name in declared.typed:
        found: TypedFormula = declared.typed[sign.name]
        return found
    if sign.name in declared.busy:
        return None
    declared.busy.append(sign.name)
    formula = declared.typed[sign.name] = _typed(inference, sign)
    declared.busy.pop()
    return formula


def _typed(inference: Inference, sign: FormulaSign) -> TypedFormula:
    """Type each body; those that many records share are typed once."""
    known_bodies: dict[str | Node, tuple[Node, list[ExpressionProblem]]] = {
        body: (body, []) if isinstance(body, Node) else _body(inference, sign, body)
        for body in dict.fromkeys(sign.bodies)
    }
    nodes = {body: node for body, (node, _) in known_bodies.items()}
    amiss = any(found for _, found in known_bodies.values())
    problems = [
        (number, problem)
        for number, body in enumerate(sign.bodies if amiss else ())
        for problem in known_bodies[body][1]
    ]
    bodies = tuple(map(nodes.__getitem__, sign.bodies))
    return TypedFormula(sign, _result(sign, [*nodes.values()]), bodies, tuple(problems))


def _body(inference: Inference, sign: FormulaSign, text: str) -> tuple[Node, list[ExpressionProblem]]:
    tree = parse(text)
    if not isinstance(tree, Tree):
        return UNKNOWN, list(tree)
    inner = inference.apart(inference.scope.outside(sign.params))
    node = inner.fitting(tree.root, sign.wanted) if sign.wanted else inner.of(tree.root)
    return (UNKNOWN if inner.problems else node), inner.problems


def _result(sign: FormulaSign, bodies: list[Node]) -> Type:
    if not bodies or not known(*bodies):
        return sign.wanted or UNKNOWN.type
    return reduce(lambda a, b: union(a, b) or a, (body.type for body in bodies))


def applied(
    inference: Inference,
    tree: ast.expr,
    sign: FormulaSign,
    args: list[ast.expr],
    *,
    record: Node | None = None,
    owner: Node | None = None,
) -> Node:
    """Return a call of a formula; *record* is the first argument of a formula field."""
    first = () if record is None else (record,)
    rest = arguments(inference, tree, sign.name, sign.params[len(first) :], args)
    formula = typed(inference, sign)
    if formula is None:
        busy = inference.scope.declared.busy
        circle = " -> ".join(f"`{name}`" for name in (*busy[busy.index(sign.name) :], sign.name))
        return inference.report(
            tree, CYCLE, f"a formula would need its own result: {circle}", "break the circle"
        )
    if rest is None or formula.result == UNKNOWN.type:
        return UNKNOWN
    return Apply(formula.result, sign.name, (*first, *rest), owner)


def arguments(
    inference: Inference, tree: ast.expr, name: str, params: Params, args: list[ast.expr]
) -> tuple[Node, ...] | None:
    """Return the arguments of a call, each proved to fit its parameter, or nothing if one does not."""
    if len(args) != len(params):
        takes = ", ".join(f"`{param}`" for param, _ in params) or "nothing"
        inference.report(tree, ARGUMENTS, f"`{name}` takes {takes}; {len(args)} given")
        return None
    nodes = tuple(inference.fitting(arg, type_) for arg, (_, type_) in zip(args, params, strict=True))
    return nodes if known(*nodes) else None
