"""`sum(x for a in b if c)` and its like -> typed loops over records."""

from __future__ import annotations

import ast

from rules.expression.arithmetic import exact
from rules.expression.code import LOOP, TYPE
from rules.expression.compare import together
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.loop import domain
from rules.expression.node import Best, Domain, Fold, FoldOp, Node
from rules.expression.type import BOOL, Type, integer

_FORM = "write `{0}(... for x in kind if ...)`"


def fold(inference: Inference, tree: ast.Call, name: FoldOp) -> Node:
    """Return sum, count, any or all over records."""
    loop = _loop(inference, tree, name)
    if loop is None:
        return UNKNOWN
    generator, inner, over, where = loop
    var = _variable(generator)
    if name == "count":
        if not (isinstance(generator.elt, ast.Name) and generator.elt.id == var):
            help_ = f"write `count({var} for {var} in ... if ...)`"
            return inference.report(generator.elt, LOOP, "`count` counts the variable of its loop", help_)
        return Fold(integer(0, over.size), "count", over, var, where, None)
    if name == "sum":
        return _sum(inner, tree, generator, over, where)
    body = inner.condition(generator.elt)
    return Fold(BOOL, name, over, var, where, body) if known(body) else body


def _sum(
    inner: Inference, tree: ast.Call, generator: ast.GeneratorExp, over: Domain, where: Node | None
) -> Node:
    body = inner.value(generator.elt)
    if not known(body):
        return body
    if body.type.name not in {"int", "bool"}:
        message = f"`sum` takes whole numbers, so that order cannot matter; this is {described(body.type)}"
        help_ = "write `sum(floor(...) for ...)`" if body.type.numeric else None
        return inner.report(generator.elt, TYPE, message, help_)
    always = where is None and over.form == "kind"
    lo, hi = (end * over.size for end in (body.type.lo, body.type.hi))
    type_ = integer(lo, hi) if always else integer(min(0, lo), max(0, hi))
    node = Fold(type_, "sum", over, _variable(generator), where, body)
    return node if exact(inner, tree, node) else UNKNOWN


def best(inference: Inference, tree: ast.Call) -> Node:
    """Return the record with the greatest measure: optional, unless there is always one."""
    loop = _loop(inference, tree, "best")
    if loop is None:
        return UNKNOWN
    generator, inner, over, where = loop
    var, pair = _variable(generator), generator.elt
    measured = _measured(pair, var)
    if measured is None or over.form in {"upto", "players"}:
        help_ = f"write `best((measure, {var}) for {var} in kind if ...)`"
        return inference.report(
            pair, LOOP, "`best` takes a measure and the record that is its variable", help_
        )
    measure = inner.number(measured)
    if not known(measure):
        return measure
    type_ = Type("record", kind=over.kind)
    found = where is None and over.form == "kind" and over.size > 0
    return Best(type_ if found else type_.maybe(), over, var, where, measure)


def _measured(pair: ast.expr, var: str) -> ast.expr | None:
    """Return the measure of a pair whose second part is the loop's variable."""
    match pair:
        case ast.Tuple(elts=[measure, ast.Name(id=name)]) if name == var:
            return measure
    return None


def _loop(
    inference: Inference, tree: ast.Call, name: str
) -> tuple[ast.GeneratorExp, Inference, Domain, Node | None] | None:
    generator = tree.args[0] if len(tree.args) == 1 else None
    if not isinstance(generator, ast.GeneratorExp):
        inference.report(tree, LOOP, f"`{name}` takes a loop", _FORM.format(name))
        return None
    (comprehension,) = generator.generators
    found = domain(inference, comprehension.iter)
    if found is None:
        return None
    over, item = found
    inner = inference.inside(_variable(generator), item)
    tests = []
    for condition in comprehension.ifs:
        tests.append(inner.condition(condition))
        inner = inner.where(tests[-1])
    if not known(*tests):
        return None
    return generator, inner, over, together("and", tests) if tests else None


def _variable(generator: ast.GeneratorExp) -> str:
    target = generator.generators[0].target
    assert isinstance(target, ast.Name)  # noqa: S101 - nothing else is allowed
    return target.id
