"""An expression and what its locals stand for -> the expression with them put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rules.expression.named import named
from rules.expression.node import Best, Domain, Fold, Local, Node, walk

Meant = Mapping[str, Node]


def substitute(node: Node, meant: Meant) -> Node:
    """Return *node* with every local that *meant* names replaced, those of its own loops left alone."""
    if not meant:
        return node
    if isinstance(node, Local):
        return meant.get(node.name, node)
    if isinstance(node, Fold | Best):
        return _loop(node, meant)
    return _parts(node, meant)


def _loop(node: Fold | Best, meant: Meant) -> Node:
    """Put in what a loop reads; its variable hides a name, and is renamed where it would catch one."""
    domain = _part(node.domain, meant)
    inner = {name: value for name, value in meant.items() if name != node.var}
    var, caught = node.var, _names(inner)
    while var in caught:
        var += "_"
    if var != node.var:
        inner[node.var] = Local(_type(node), var)
    parts = {
        name: _part(getattr(node, name), inner)
        for name in ("where", "body", "measure")
        if hasattr(node, name)
    }
    return replace(node, domain=domain, var=var, **parts)


def _names(meant: Meant) -> set[str]:
    return {part.name for value in meant.values() for part in walk(value) if isinstance(part, Local)}


def _type(node: Fold | Best) -> Any:
    """Return the type of a loop's variable, as the loop's inside has it."""
    inside = [
        part for part in (node.where, getattr(node, "body", None), getattr(node, "measure", None)) if part
    ]
    found = (
        part.type
        for each in inside
        for part in walk(each)
        if isinstance(part, Local) and part.name == node.var
    )
    return next(found, node.type)


def _parts(node: Node, meant: Meant) -> Node:
    changed = {}
    for name in named(type(node)):
        value = getattr(node, name)
        new = _part(value, meant)
        if new is not value:
            changed[name] = new
    return replace(node, **changed) if changed else node


def _part(value: Any, meant: Meant) -> Any:
    if isinstance(value, Node):
        return substitute(value, meant)
    if isinstance(value, Domain) and value.node is not None:
        inner = substitute(value.node, meant)
        return value if inner is value.node else replace(value, node=inner)
    if isinstance(value, tuple) and any(isinstance(part, Node) for part in value):
        parts = tuple(_part(part, meant) for part in value)
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    return value
