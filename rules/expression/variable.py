"""A variable's name, its key and whose it is -> the cell that is read."""

from __future__ import annotations

import ast

from rules.expression.code import ARGUMENTS, TYPE
from rules.expression.formula import arguments
from rules.expression.inference import UNKNOWN, Inference
from rules.expression.node import Cell, Node
from rules.expression.scope import VariableSign
from rules.expression.type import PLAYER, record


def scalar(inference: Inference, tree: ast.expr, name: str, owner: Node | None = None) -> Node:
    """Return the cell of a variable that is written without a key."""
    sign = inference.scope.declared.variables[name]
    if sign.kind:
        return inference.report(
            tree, ARGUMENTS, f"`{name}` is kept for each `{sign.kind}`", f"write `{name}(...)`"
        )
    return _cell(inference, tree, name, sign, owner, None)


def keyed(
    inference: Inference, tree: ast.expr, name: str, args: list[ast.expr], owner: Node | None = None
) -> Node:
    """Return the cell of a variable that is written with a key."""
    sign = inference.scope.declared.variables[name]
    if not sign.kind:
        return inference.report(tree, ARGUMENTS, f"`{name}` is one value", f"write `{name}`")
    key = PLAYER if sign.kind == "player" else record(sign.kind)
    found = arguments(inference, tree, name, ((sign.kind, key),), args)
    return _cell(inference, tree, name, sign, owner, found[0]) if found else UNKNOWN


def _cell(
    inference: Inference, tree: ast.expr, name: str, sign: VariableSign, owner: Node | None, key: Node | None
) -> Node:
    if owner is not None and sign.belongs_to != "player":
        message = f"`{name}` belongs to the {sign.belongs_to}, not to a player"
        return inference.report(tree, TYPE, message, f"write `{name}` alone")
    return Cell(sign.type, sign.slot, key, owner)
