"""`a < b`, `a == b`, `a in b` and chains of them -> typed comparisons."""

from __future__ import annotations

import ast

from rules.expression.code import TYPE
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.loop import choice_of
from rules.expression.node import Cell, Compare, CompareOp, Field, Function, Logic, Member, Node, Unary
from rules.expression.type import BOOL, TEXT, Type, record
from rules.expression.unify import numeric, pair

OPERATORS: dict[type[ast.cmpop], CompareOp] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}

_ORDERED = frozenset({"day", "time", "duration"})


def comparison(inference: Inference, tree: ast.Compare, _wanted: Type | None) -> Node:
    """Return a condition; `a < b < c` is `a < b and b < c`."""
    parts, left = [], tree.left
    for op, right in zip(tree.ops, tree.comparators, strict=True):
        parts.append(_one(inference, tree, left, op, right))
        left = right
    return together("and", parts)


def together(op: str, parts: list[Node]) -> Node:
    """Return the conjunction or disjunction of conditions."""
    if not known(*parts):
        return UNKNOWN
    return parts[0] if len(parts) == 1 else Logic(BOOL, "and" if op == "and" else "or", tuple(parts))


def _one(inference: Inference, tree: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
    if isinstance(op, (ast.In, ast.NotIn)):
        node = (
            _in_list(inference, left, right) if isinstance(right, ast.List) else _in(inference, left, right)
        )
        return Unary(BOOL, "not", node) if known(node) and isinstance(op, ast.NotIn) else node
    symbol = OPERATORS[type(op)]
    for one, other in ((left, right), (right, left)):
        if isinstance(one, ast.Name) and one.id == "none" and symbol in {"==", "!="}:
            return _presence(inference, other, present=symbol == "!=")
    first, second = pair(inference, left, inference, right, None)
    return _compared(inference, tree, (left, first), symbol, (right, second))


def _presence(inference: Inference, tree: ast.expr, *, present: bool) -> Node:
    node = inference.of(tree)
    if not known(node):
        return node
    test = Function(BOOL, "has", (node,))
    return test if present else Unary(BOOL, "not", test)


def _compared(
    inference: Inference,
    tree: ast.expr,
    left: tuple[ast.expr, Node],
    op: CompareOp,
    right: tuple[ast.expr, Node],
) -> Node:
    nodes = [inference.absent(part) if node.type.optional else node for part, node in (left, right)]
    if not known(*nodes):
        return UNKNOWN
    first, second = nodes
    if not numeric(first, second) and str(first.type) != str(second.type):
        message = f"{described(first.type)} and {described(second.type)} cannot be compared"
        return inference.report(tree, TYPE, message, _unquoted(first.type, second.type))
    if op not in {"==", "!="} and not numeric(first) and not _has_order(inference, first.type):
        message = f"`{op}` needs an order, and {described(first.type)} has none"
        return inference.report(tree, TYPE, message, "compare a field of it, or write `==`")
    if first.type.name in {"list", "map", "amounts", "table", "texts", "signal", "formula"}:
        return inference.report(
            tree, TYPE, f"{described(first.type)} cannot be compared", "compare what is in it"
        )
    return Compare(BOOL, op, first, second)


def _has_order(inference: Inference, type_: Type) -> bool:
    if type_.name == "record":
        return bool(inference.scope.declared.kinds[type_.kind].ordered_by)
    return type_.name in _ORDERED


def _unquoted(one: Type, other: Type) -> str | None:
    return "write the id without quotes" if {one.name, other.name} == {"record", "text"} else None


def _in_list(inference: Inference, left: ast.expr, right: ast.List) -> Node:
    item = inference.value(left)
    parts = [
        _compared(inference, tree, (left, item), "==", (tree, inference.of(tree, item.type)))
        for tree in right.elts
    ]
    return together("or", parts)


def _in(inference: Inference, left: ast.expr, right: ast.expr) -> Node:
    choice = choice_of(inference, right)
    if choice:
        item = inference.fitting(left, record(choice.kind))
        cells = [Cell(record(choice.kind), slot) for slot in choice.slots]
        return together("or", [Compare(BOOL, "==", item, cell) for cell in cells]) if known(item) else item
    whole = inference.value(right)
    if not known(whole):
        return whole
    if not isinstance(whole, Field) or whole.type.name not in {"list", "texts"}:
        message = f"`in` needs a list, this is {described(whole.type)}"
        return inference.report(right, TYPE, message, "write `x in [a, b]`, or name a field that is a list")
    item = inference.fitting(left, whole.type.item or TEXT)
    return Member(BOOL, whole.kind, whole.name, whole.record, item) if known(item) else item
