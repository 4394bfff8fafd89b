"""An expression and what its locals stand for -> the expression with them put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from rules.expression.node import Domain, Local, Node


def substitute(node: Node, meant: Mapping[str, Node]) -> Node:
    """Return *node* with every local that *meant* names replaced."""
    if not meant:
        return node
    if isinstance(node, Local) and node.name in meant:
        return meant[node.name]
    changed = {}
    for field in fields(node):
        value = getattr(node, field.name)
        new = _part(value, meant)
        if new is not value:
            changed[field.name] = new
    return replace(node, **changed) if changed else node


def _part(value: Any, meant: Mapping[str, Node]) -> Any:
    if isinstance(value, Node):
        return substitute(value, meant)
    if isinstance(value, Domain) and value.node is not None:
        inner = substitute(value.node, meant)
        return value if inner is value.node else replace(value, node=inner)
    if isinstance(value, tuple) and any(isinstance(part, Node) for part in value):
        parts = tuple(_part(part, meant) for part in value)
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    return value
