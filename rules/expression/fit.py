"""A typed expression and the type that its place wants -> the expression, proved to fit, or why not."""

from __future__ import annotations

import ast
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from rules.expression.bounds import every_case
from rules.expression.code import RANGE, TYPE
from rules.expression.node import Const, Node
from rules.expression.type import NONE, NOTHING, NUMERIC, Type

if TYPE_CHECKING:
    from rules.expression.inference import Inference

_BOUNDED = NUMERIC | {"duration"}


def fit(inference: Inference, tree: ast.expr, node: Node, wanted: Type | None) -> Node:
    """Return *node* as a value of type *wanted*, or report what is wrong with it."""
    if wanted is None or node.type.name == "unknown":
        return node
    if node.type == NOTHING:
        if wanted.optional:
            return Const(wanted, NONE)
        return inference.report(
            tree, TYPE, f"`none` is not {_a(wanted)}", "only an optional value may be `none`"
        )
    if node.type.optional and not wanted.optional:
        return inference.absent(tree)
    if not _alike(node.type, wanted):
        help_ = "write `floor(...)`, `ceil(...)` or `round(...)`" if _rounds(node.type, wanted) else None
        return inference.report(tree, TYPE, f"this is {_a(node.type)}, wanted is {_a(wanted)}", help_)
    return _bounded(inference, tree, node, wanted) if wanted.name in _BOUNDED else node


def _alike(given: Type, wanted: Type) -> bool:
    if given.name == "int" and wanted.name == "number":
        return True
    return str(given) == str(wanted)


def _rounds(given: Type, wanted: Type) -> bool:
    return given.name == "number" and wanted.name == "int"


def _bounded(inference: Inference, tree: ast.expr, node: Node, wanted: Type) -> Node:
    if wanted.lo <= node.type.lo and node.type.hi <= wanted.hi:
        return node
    found = every_case(node, inference.scope.declared.catalogue)
    lo, hi = found.interval if found else (node.type.lo, node.type.hi)
    if wanted.lo <= lo and hi <= wanted.hi:
        return replace(node, type=node.type.within(lo, hi))
    low = lo < wanted.lo
    value = f"{lo if low else hi:.15g}"
    where = (found.lowest if low else found.highest) if found and found.certain else ""
    reach = f"at {where} it is {value}" if where else f"it may be {value}"
    if abs(lo if low else hi) == inf:
        reach = "it has no bound"
    limit = f"at least {wanted.lo:.17g}" if low else f"at most {wanted.hi:.17g}"
    return inference.report(tree, RANGE, f"{reach}, which must be {limit}", _clamped(wanted))


def _clamped(wanted: Type) -> str:
    if abs(wanted.hi) == inf:
        return f"write `max(..., {wanted.lo:.17g})`"
    if abs(wanted.lo) == inf:
        return f"write `min(..., {wanted.hi:.17g})`"
    return f"write `clamp(..., {wanted.lo:.17g}, {wanted.hi:.17g})`"


_NAMES = {
    "int": "a whole number",
    "bool": "a condition",
    "none": "`none`",
    "amounts": "amounts",
    "texts": "a list of texts",
}


def _a(type_: Type) -> str:
    """Name a type with its article."""
    if type_.name == "record":
        return f"a record of `{type_.kind}`"
    if type_.name == "offer":
        return f"an offer of `{type_.kind}`"
    if type_.name in {"list", "map"}:
        return f"a {type_}"
    return _NAMES.get(type_.name, f"a {type_.name}")


def described(type_: Type) -> str:
    """Return how messages call a type."""
    return _a(type_)
