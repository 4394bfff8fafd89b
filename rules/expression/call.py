"""`f(x)` and `a.f(x)` -> a function of the language, a formula, a keyed variable, a field that is called."""

from __future__ import annotations

import ast
from collections.abc import Callable

from rules.expression.code import ARGUMENTS, LOOP, TYPE
from rules.expression.fit import described
from rules.expression.fold import best, fold
from rules.expression.formula import applied, arguments
from rules.expression.function import absolute, clamp, day_of, least_or_greatest, rounded, start_of, weekday
from rules.expression.function_record import default, has, holding, owned, reached, size
from rules.expression.inference import UNKNOWN, Inference
from rules.expression.member import no_member
from rules.expression.name import unknown_name
from rules.expression.node import Apply, FoldOp, Node
from rules.expression.offer import of_offer
from rules.expression.regeneration import full_at
from rules.expression.type import Type
from rules.expression.variable import keyed
from rules.expression.words import FUNCTION_NAMES

# name -> how many arguments it takes, at least and at most, and what types it.
FUNCTIONS: dict[str, tuple[int, int, Callable[[Inference, ast.Call, str], Node]]] = {
    "min": (2, 8, least_or_greatest),
    "max": (2, 8, least_or_greatest),
    "clamp": (3, 3, clamp),
    "abs": (1, 1, absolute),
    "floor": (1, 1, rounded),
    "ceil": (1, 1, rounded),
    "round": (1, 1, rounded),
    "has": (1, 1, has),
    "size": (1, 1, size),
    "owned": (1, 1, owned),
    "reached": (2, 2, reached),
    "exactly": (2, 2, reached),
    "weekday": (1, 1, weekday),
    "start_of": (1, 1, start_of),
    "day_of": (1, 1, day_of),
    "full_at": (1, 1, full_at),
}
_FOLDS: dict[str, FoldOp] = {"sum": "sum", "count": "count", "any": "any", "all": "all"}


def call(inference: Inference, tree: ast.Call, wanted: Type | None) -> Node:
    """Return what a call means; the order is rule 1 of the language."""
    if isinstance(tree.func, ast.Attribute):
        return _member_call(inference, tree, tree.func)
    assert isinstance(tree.func, ast.Name)  # noqa: S101 - nothing else is allowed
    name, declared = tree.func.id, inference.scope.declared
    if name in FUNCTION_NAMES:
        return _function(inference, tree, name, wanted)
    if name in declared.functions:
        found: Node = declared.functions[name](inference, tree, wanted)
        return found
    local = inference.scope.local(name)
    if local is not None and local.name == "formula":
        return _parameter(inference, tree, name, local)
    if name in declared.formulas:
        return applied(inference, tree, declared.formulas[name], tree.args)
    if name in declared.variables:
        return keyed(inference, tree, name, tree.args)
    if name in declared.choices or local is not None:
        return inference.report(tree, ARGUMENTS, f"`{name}` is not called", f"write `{name}`")
    return unknown_name(inference, tree.func, name)


def _function(inference: Inference, tree: ast.Call, name: str, wanted: Type | None) -> Node:
    if name in _FOLDS:
        return fold(inference, tree, _FOLDS[name])
    if name == "best":
        return best(inference, tree)
    if name == "upto":
        return inference.report(tree, LOOP, "`upto` stands only after `in`", "write `for k in upto(n)`")
    least, most, builder = (2, 2, None) if name == "default" else FUNCTIONS[name]
    if not counted(inference, tree, name, least, most):
        return UNKNOWN
    return builder(inference, tree, name) if builder else default(inference, tree, name, wanted)


def counted(inference: Inference, tree: ast.Call, name: str, least: int, most: int) -> bool:
    """Tell whether a call has as many arguments as it must, and report it if not."""
    if least <= len(tree.args) <= most:
        return True
    takes = f"{least}" if least == most else f"{least} to {most}"
    message = f"`{name}` takes {takes} argument{'s' * (most > 1)}; {len(tree.args)} given"
    inference.report(tree, ARGUMENTS, message)
    return False


def _parameter(inference: Inference, tree: ast.Call, name: str, local: Type) -> Node:
    """Return a call of a formula that a player wrote."""
    params = tuple((str(type_), type_) for type_ in local.params)
    args = arguments(inference, tree, name, params, tree.args)
    return UNKNOWN if args is None or local.item is None else Apply(local.item, name, args)


def _member_call(inference: Inference, tree: ast.Call, func: ast.Attribute) -> Node:
    declared, name = inference.scope.declared, func.attr
    owner = inference.value(func.value)
    match owner.type.name:
        case "unknown":
            return owner
        case "record":
            sign = declared.field(owner.type.kind, name)
            if sign is not None and sign.formula is not None:
                return applied(inference, tree, sign.formula, tree.args, record=owner)
        case "player" if name in declared.formulas:
            return applied(inference, tree, declared.formulas[name], tree.args, owner=owner)
        case "player" if name in declared.variables:
            return keyed(inference, tree, name, tree.args, owner)
        case "player" if name == "owned":
            return holding(inference, tree, owner) if counted(inference, tree, name, 1, 1) else UNKNOWN
        case "player":
            return no_member(inference, tree, f"a player has no `{name}`", name, declared.variables)
        case "offer":
            return of_offer(inference, tree, owner, name, tree.args)
        case _:
            pass
    return inference.report(
        tree, TYPE, f"`{name}` of {described(owner.type)} is not called", f"write `.{name}` alone"
    )
