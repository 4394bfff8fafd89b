"""Loops, as the reference evaluator drives them: round by round, each part by simpleeval."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rules.expression.reference_value import Ref, Value

if TYPE_CHECKING:
    from rules.expression.reference import Reference

FOLDS = frozenset({"sum", "count", "any", "all", "best"})
_OF: dict[str, Callable[..., Value]] = {"sum": sum, "any": any, "all": all}


def loop(at: Reference, tree: ast.Call) -> Value:
    """Return a sum, a count, an any, an all, or the best record."""
    (generator,) = tree.args
    assert isinstance(generator, ast.GeneratorExp)  # noqa: S101 - the form was checked when the text was read
    assert isinstance(tree.func, ast.Name)  # noqa: S101 - likewise
    rounds = _rounds(at, generator)
    name = tree.func.id
    if name == "count":
        return len(list(rounds))
    if name == "best":
        return _best(generator.elt, rounds)
    return _OF[name](inner.of(generator.elt) for inner in rounds)


def _best(pair: ast.expr, rounds: Iterator[Reference]) -> Ref | None:
    assert isinstance(pair, ast.Tuple)  # noqa: S101 - the form was checked when the text was read
    measure, record = pair.elts
    found = [(inner.of(measure), inner.of(record)) for inner in rounds]
    most = max((value for value, _ in found), default=None)
    return next((best for value, best in found if value == most), None)


def _rounds(at: Reference, generator: ast.GeneratorExp) -> Iterator[Reference]:
    (comprehension,) = generator.generators
    assert isinstance(comprehension.target, ast.Name)  # noqa: S101 - likewise
    for member in _members(at, comprehension.iter):
        inner = at.inside({comprehension.target.id: member})
        if all(inner.of(test) for test in comprehension.ifs):
            yield inner


def _members(at: Reference, tree: ast.expr) -> tuple[Value, ...]:
    """Return what a loop goes over; after `in`, a bare name that is a kind is one."""
    if isinstance(tree, ast.Name) and tree.id in at.declared.kinds:
        return tuple(Ref(id_, tree.id) for id_ in at.declared.kind(tree.id).ids)
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == "upto":
        return tuple(range(1, at.of(tree.args[0]) + 1))
    members: tuple[Value, ...] = at.of(tree)
    return members
