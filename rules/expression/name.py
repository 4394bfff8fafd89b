"""A bare name -> what it means: a local, a parameter, a variable, a formula, a choice, an id, a word."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from rules.expression.code import ARGUMENTS, TYPE, UNKNOWN_NAME
from rules.expression.formula import applied
from rules.expression.inference import Inference
from rules.expression.node import Cell, Const, Local, Node
from rules.expression.scope import Scope
from rules.expression.type import Type, record
from rules.expression.variable import scalar
from rules.expression.words import FUNCTION_NAMES, VALUES
from rules.suggest import did_you_mean


def bare_name(inference: Inference, tree: ast.Name, wanted: Type | None) -> Node:
    """Return what a bare name means; the order is rule 1 of the language."""
    name, scope = tree.id, inference.scope
    type_ = scope.local(name)
    if type_ is not None:
        return Local(type_, scope.called.get(name, name))
    if name in VALUES:
        return VALUES[name]
    declared = scope.declared
    if name in declared.variables:
        return scalar(inference, tree, name)
    if name in declared.formulas:
        return applied(inference, tree, declared.formulas[name], [])
    if name in declared.choices:
        return _choice(inference, tree, name)
    if wanted is not None and wanted.name == "record":
        code = declared.kind(wanted.kind).codes.get(name)
        if code is not None:
            return Const(record(wanted.kind), code)
    return unknown_name(inference, tree, name, wanted)


def _choice(inference: Inference, tree: ast.expr, name: str) -> Node:
    sign = inference.scope.declared.choices[name]
    if sign.many:
        help_ = f"write `x in {name}`, `size({name})` or a loop over it"
        return inference.report(tree, TYPE, f"`{name}` is several records", help_)
    type_ = record(sign.kind)
    return Cell(type_.maybe() if sign.optional else type_, sign.slots[0])


def unknown_name(
    inference: Inference, tree: ast.expr, name: str, wanted: Type | None = None, also: Iterable[str] = ()
) -> Node:
    """Report a name that means nothing here, and what may have been meant; *also* could stand here."""
    scope = inference.scope
    declared = scope.declared
    if name in FUNCTION_NAMES:
        return inference.report(tree, ARGUMENTS, f"`{name}` is a function", f"write `{name}(...)`")
    if name in declared.kinds:
        words = f"write `{name}.id` for one of its records, or `for x in {name}`"
        return inference.report(tree, TYPE, f"`{name}` is a kind, not a value", words)
    if name in declared.tables or name in declared.limits:
        return inference.report(tree, TYPE, f"`{name}` is a table or a limit, not a value")
    help_ = _record_of(scope, name) or _truth(name) or did_you_mean(name, _near(scope, wanted).union(also))
    message = f"`{name}` means nothing here"
    if wanted is not None and wanted.name == "record":
        message = f"there is no `{wanted.kind}` called `{name}`"
    return inference.report(tree, UNKNOWN_NAME, message, help_)


def _truth(name: str) -> str | None:
    """Return how a truth is written, for those who know other words for it."""
    meant = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
    return f"write `{meant[name.lower()]}`" if name.lower() in meant else None


def _record_of(scope: Scope, name: str) -> str | None:
    kinds = [kind for kind in sorted(scope.declared.kinds) if name in scope.declared.kind(kind).codes]
    return "write " + " or ".join(f"`{kind}.{name}`" for kind in kinds) if kinds else None


def _near(scope: Scope, wanted: Type | None) -> set[str]:
    declared = scope.declared
    ids = declared.kind(wanted.kind).codes if wanted is not None and wanted.name == "record" else {}
    return {
        *scope.locals,
        *scope.params,
        *declared.variables,
        *declared.formulas,
        *declared.choices,
        *ids,
        *VALUES,
    }
