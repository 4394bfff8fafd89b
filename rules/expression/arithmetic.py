"""`a + b` and its like -> a typed operation whose result is proved to exist and to be exact."""

from __future__ import annotations

import ast
from dataclasses import replace
from math import isfinite

from rules.expression.code import DIVISOR, OVERFLOW, TYPE
from rules.expression.evaluate import BINARY
from rules.expression.fit import described
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.interval import OPERATIONS
from rules.expression.node import Binary, BinaryOp, Const, Node, Unary
from rules.expression.power import power
from rules.expression.type import INTEGER_MOST, Type

OPERATORS: dict[type[ast.operator], BinaryOp] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}

# What comes out of what: (operator, left, right) -> result. Nothing else can be reckoned.
RESULTS: dict[tuple[str, str, str], str] = {
    **{(op, "int", "int"): "int" for op in ("+", "-", "*", "//", "%")},
    **{
        (op, a, b): "number"
        for op in "+-*"
        for a, b in (("int", "number"), ("number", "int"), ("number", "number"))
    },
    **{("/", a, b): "number" for a in ("int", "number") for b in ("int", "number")},
    ("+", "time", "duration"): "time",
    ("+", "duration", "time"): "time",
    ("-", "time", "duration"): "time",
    ("-", "time", "time"): "duration",
    ("+", "day", "int"): "day",
    ("+", "int", "day"): "day",
    ("-", "day", "int"): "day",
    ("-", "day", "day"): "int",
    ("+", "duration", "duration"): "duration",
    ("-", "duration", "duration"): "duration",
    ("*", "duration", "int"): "duration",
    ("*", "int", "duration"): "duration",
    ("/", "duration", "duration"): "number",
    ("//", "duration", "duration"): "int",
    ("//", "duration", "int"): "duration",
    ("%", "duration", "duration"): "duration",
}


def arithmetic(inference: Inference, tree: ast.BinOp, _wanted: Type | None) -> Node:
    """Return a typed operation of two values."""
    if isinstance(tree.op, ast.Pow):
        return power(inference, tree)
    left, right = inference.value(tree.left), inference.value(tree.right)
    if not known(left, right):
        return UNKNOWN
    op = OPERATORS[type(tree.op)]
    result = RESULTS.get((op, left.type.name, right.type.name))
    if result is None:
        return _refused(inference, tree, op, left.type, right.type)
    if op in {"/", "//", "%"} and right.type.lo <= 0 <= right.type.hi:
        help_ = "write `max(1, ...)`, or ask first whether it is above 0"
        return inference.report(tree.right, DIVISOR, "this may be 0, and nothing can be divided by 0", help_)
    bounds = OPERATIONS[op]((left.type.lo, left.type.hi), (right.type.lo, right.type.hi))
    node = Binary(Type(result, *bounds), op, left, right)
    return folded(node) if exact(inference, tree, node) else UNKNOWN


def folded(node: Binary) -> Node:
    """Return the value of an operation of constants, else the operation."""
    if isinstance(node.left, Const) and isinstance(node.right, Const):
        return Const(node.type, BINARY[node.op](node.left.value, node.right.value))
    return node


def exact(inference: Inference, tree: ast.expr, node: Node) -> bool:
    """Tell whether the value of *node* is proved finite, and exact if it is whole; else report it."""
    most = max(abs(node.type.lo), abs(node.type.hi))
    if node.type.name == "number":
        if isfinite(node.type.lo) and isfinite(node.type.hi):
            return True
        message = "this has no bound: a value in it may be of any size"
    elif most <= INTEGER_MOST:
        return True
    else:
        message = f"this may reach {most:.3g}, and whole numbers are exact up to 2^53 only"
    help_ = "give what it reads bounds, or write `min(..., 1000000000)`"
    inference.report(tree, OVERFLOW, message, help_)
    return False


def negated(node: Node) -> Node:
    """Return minus a number or a duration."""
    type_ = node.type.within(-node.type.hi, -node.type.lo)
    if isinstance(node, Const) and not isinstance(node.value, str):
        return replace(node, type=type_, value=-node.value)
    return Unary(type_, "-", node)


def _refused(inference: Inference, tree: ast.BinOp, op: str, left: Type, right: Type) -> Node:
    help_ = None
    if op in {"//", "%"} and left.numeric and right.numeric:
        help_ = f"`{op}` is of whole numbers; write `floor(a / b)`"
    elif {left.name, right.name} == {"duration", "number"}:
        help_ = "a duration is a whole number of milliseconds; multiply it by a whole number"
    elif "amounts" in {left.name, right.name}:
        help_ = "amounts are added and multiplied only where amounts are wanted"
    return inference.report(tree, TYPE, f"{described(left)} `{op}` {described(right)} means nothing", help_)
