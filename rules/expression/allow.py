"""A syntax tree -> what in it is not part of the language: an allow-list over the whole tree."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator

from rules.expression.code import ARGUMENTS, FORBIDDEN, LITERAL, LOOP, ExpressionProblem
from rules.expression.type import INTEGER_MOST
from rules.problem import Code

MOST_TEXT = 64
MOST_LIST = 32
_PAIR_SIZE = 2  # the measure of `best`, and its record
FOLDS = ("sum", "count", "any", "all", "best")

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LETTERS = "names are lower-case letters, digits and `_`, and begin with a letter"
_PAIR = "write `best((measure, x) for x in kind)`"

_OPERATORS = (
    ast.And,
    ast.Or,
    ast.Not,
    ast.USub,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.FloorDiv,
    ast.Mod,
    ast.Pow,
)
_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn)
_FORMS = (ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Subscript, ast.Load, ast.Store)
ALLOWED = frozenset((*_OPERATORS, *_COMPARISONS, *_FORMS))

# What authors who know other languages write, and what to write here.
INSTEAD: dict[type[ast.AST], str] = {
    ast.BitAnd: "write `and`",
    ast.BitOr: "write `or`",
    ast.BitXor: "a power is written `**`",
    ast.Is: "write `==`",
    ast.IsNot: "write `!=`",
    ast.UAdd: "leave the `+` out",
    ast.Invert: "write `not`",
    ast.ListComp: "write `sum(... for x in kind if ...)`, or count, any, all, best",
    ast.JoinedStr: "words are written in `texts`",
    ast.NamedExpr: "give it a name in `let`, or write `==` to compare",
    ast.keyword: "arguments are given in order, without names",
}


def forbidden(root: ast.expr) -> Iterator[ExpressionProblem]:
    """Yield every form in *root* that expressions do not have."""
    stack: list[tuple[ast.AST, ast.AST | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        problem = _refusal(node, parent)
        if problem:
            yield problem
        else:
            stack.extend((child, node) for child in ast.iter_child_nodes(node))


def _refusal(node: ast.AST, parent: ast.AST | None) -> ExpressionProblem | None:
    if type(node) in ALLOWED:
        return None
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return (
                None if _NAME.fullmatch(name) else _at(node, f"`{name}` cannot be a name", LITERAL, _LETTERS)
            )
        case ast.Constant(value=value):
            return _constant(node, value)
        case ast.Call(func=function):
            return (
                None
                if isinstance(function, (ast.Name, ast.Attribute))
                else _at(node, "this cannot be called")
            )
        case ast.List(elts=items) if isinstance(parent, ast.Compare) and parent.left is not node:
            return (
                None
                if 0 < len(items) <= MOST_LIST
                else _at(node, f"a list has 1 to {MOST_LIST} values", LITERAL)
            )
        case ast.Tuple(elts=items) if isinstance(parent, ast.GeneratorExp) and parent.elt is node:
            return None if len(items) == _PAIR_SIZE else _at(node, "`best` takes a pair", LOOP, _PAIR)
        case ast.GeneratorExp():
            return _loop(node, parent)
        case ast.comprehension(target=target, is_async=is_async):
            return (
                None
                if isinstance(target, ast.Name) and not is_async
                else _at(target, "a loop has one variable", LOOP)
            )
        case _:
            pass
    place = node if hasattr(node, "col_offset") else parent
    form = type(node).__name__.lower()
    return _at(place, f"expressions have no `{form}`", help_=INSTEAD.get(type(node)))


def _constant(node: ast.Constant, value: object) -> ExpressionProblem | None:
    match value:
        case bool() | None:
            return _at(
                node, f"`{value}` is not a word of the language", LITERAL, f"write `{str(value).lower()}`"
            )
        case int():
            return None if value <= INTEGER_MOST else _at(node, "a number is larger than 2^53", LITERAL)
        case float():
            return None if math.isfinite(value) else _at(node, "a number is too large", LITERAL)
        case str():
            return (
                None
                if len(value) <= MOST_TEXT
                else _at(node, f"a text has at most {MOST_TEXT} characters", LITERAL)
            )
        case _:
            pass
    return _at(node, "this is neither a number nor a text", LITERAL)


def _loop(node: ast.GeneratorExp, parent: ast.AST | None) -> ExpressionProblem | None:
    wanted = "write `sum(... for x in kind if ...)`, or count, any, all, best"
    if not (isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id in FOLDS):
        return _at(node, "a loop stands only in sum, count, any, all, best", LOOP, wanted)
    if len(parent.args) > 1:
        return _at(node, f"`{parent.func.id}` takes one loop and nothing else", ARGUMENTS, wanted)
    if len(node.generators) > 1:
        return _at(node, "a loop has one `for`", LOOP, "put a loop inside the loop")
    return None


def _at(
    node: ast.AST | None, message: str, code: Code = FORBIDDEN, help_: str | None = None
) -> ExpressionProblem:
    start = getattr(node, "col_offset", 0)
    end = getattr(node, "end_col_offset", start + 1)
    return ExpressionProblem(code, message, start, end, help_)
