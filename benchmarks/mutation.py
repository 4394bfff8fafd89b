"""The text of a module -> its mutants: each differs in one operator, constant, condition or return."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

Change = Callable[[], str]  # changes a node in place and says how

_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A file with one change; *line* and *what* say which."""

    file: str
    line: int
    what: str
    text: str

    def __str__(self) -> str:
        """Say where the change is and what it is."""
        return f"{self.file}:{self.line}: {self.what}"


def count(text: str) -> int:
    """Return how many mutants a module has."""
    return sum(1 for _ in _changes(ast.parse(text)))


def mutant(file: str, text: str, number: int) -> Mutation:
    """Return one mutant; types and what only a type checker runs are left alone."""
    tree = ast.parse(text)
    node, change = next(islice(_changes(tree), number, None))
    line, what = getattr(node, "lineno", 0), change()
    return Mutation(file, line, what, ast.unparse(ast.fix_missing_locations(tree)))


def _changes(tree: ast.AST) -> Iterator[tuple[ast.AST, Change]]:
    for node in _running(tree):
        match node:
            case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.AugAssign(op=op) if type(op) in _OPERATORS:
                yield node, partial(_operator, node)
            case ast.Compare():
                yield node, partial(_comparison, node)
            case ast.Constant(value=int() | float()):
                for step in () if isinstance(node.value, bool) else (1, -1):
                    yield node, partial(_constant, node, step)
            case ast.If() | ast.IfExp() | ast.While():
                yield node, partial(_condition, node)
            case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
                yield node, partial(_return, node)
            case _:
                pass


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run: no annotations, no assertions, nothing for type checkers."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and not _idle(node):
                yield node
                yield from _running(node)


def _idle(node: ast.AST) -> bool:
    checked = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    aliased = (
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp) and _types(node)
    )
    return checked or aliased or isinstance(node, ast.Assert | ast.ImportFrom | ast.Import)


def _types(node: ast.Assign) -> bool:
    """Tell whether an assignment at the top gives a type a name: `Known = Mapping[str, Node]`."""
    target = node.targets[0]
    return isinstance(target, ast.Name) and target.id[0].isupper() and not target.id.isupper()


def _operator(node: ast.BinOp | ast.BoolOp | ast.AugAssign) -> str:
    before = type(node.op)
    node.op = _OPERATORS[before]()  # type: ignore[assignment]
    return f"{before.__name__} became {type(node.op).__name__}"


def _comparison(node: ast.Compare) -> str:
    before = type(node.ops[0])
    node.ops[0] = _OPERATORS[before]()  # type: ignore[call-overload]
    return f"{before.__name__} became {type(node.ops[0]).__name__}"


def _constant(node: ast.Constant, step: int) -> str:
    before = node.value
    node.value += step  # type: ignore[operator]
    return f"{before!r} became {node.value!r}"


def _condition(node: ast.If | ast.IfExp | ast.While) -> str:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "a condition was turned round"


def _return(node: ast.Return) -> str:
    node.value = ast.Constant(None)
    return "a return gives nothing"
