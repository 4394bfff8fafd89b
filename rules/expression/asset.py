"""The key of an amount -> the slot and the record that it is kept for."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from rules.expression.code import TYPE
from rules.expression.fit import described
from rules.expression.inference import Inference, known
from rules.expression.name import unknown_name
from rules.expression.node import Cell, Const, Node
from rules.expression.type import Type, record
from rules.expression.unify import is_open


@dataclass(frozen=True, slots=True)
class AssetExpression:
    """What an amount counts: a cell of *slot*, of *type*, under *key* where it is kept per record."""

    slot: str
    key: Node | None
    type: Type


def asset(inference: Inference, tree: ast.expr) -> AssetExpression | None:
    """Return the asset that *tree* names: a holdable record, its id, or a spendable variable."""
    found = _spendable(inference, tree)
    if found:
        return found
    node = held_record(inference, tree)
    if not known(node):
        return None
    if isinstance(node, Cell) and node.owner is None and node.slot in _spendable_slots(inference):
        return AssetExpression(node.slot, node.key, node.type)
    holding = inference.scope.declared.kinds[node.type.kind].holding if node.type.name == "record" else None
    if holding is None:
        inference.report(tree, TYPE, f"this is {described(node.type)}, it can be neither held nor spent")
        return None
    return AssetExpression(holding.slot, node, holding.type)


def held_record(inference: Inference, tree: ast.expr) -> Node:
    """Return an expression in which the bare id of any holdable record is understood."""
    if isinstance(tree, ast.Name) and is_open(inference, tree):
        declared = inference.scope.declared
        kind = declared.holdable.get(tree.id)
        if kind is None:
            return unknown_name(inference, tree, tree.id, also=declared.holdable)
        return Const(record(kind), declared.kind(kind).codes[tree.id])
    return inference.value(tree)


def _spendable(inference: Inference, tree: ast.expr) -> AssetExpression | None:
    if not isinstance(tree, ast.Name) or inference.scope.local(tree.id) is not None:
        return None
    sign = inference.scope.declared.variables.get(tree.id)
    return AssetExpression(sign.slot, None, sign.type) if sign and sign.spendable and not sign.kind else None


def _spendable_slots(inference: Inference) -> set[str]:
    return {sign.slot for sign in inference.scope.declared.variables.values() if sign.spendable}
