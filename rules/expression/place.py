"""An expression -> what it reads, whatever is known of its value: equal places have equal values."""

from __future__ import annotations

from collections.abc import Hashable

from rules.expression.named import named
from rules.expression.node import Domain, Node

Place = tuple[Hashable, ...]

_NAMES: dict[str, tuple[str, ...]] = {}  # form -> its parts, but for the type


def place(node: Node) -> Place:
    """Return the place of *node*: its form without its type."""
    return _place(node)


def mentions(where: Hashable, form: str, name: str) -> bool:
    """Tell whether *where* has a part of *form* (`Local`, `Cell` ...) that is called *name*."""
    if not isinstance(where, tuple):
        return False
    if where[:2] == (form, name) or (not name and where[:1] == (form,)):
        return True
    return any(mentions(part, form, name) for part in where)


def _place(part: Node | Domain) -> Place:
    form = type(part).__name__
    if form not in _NAMES:
        _NAMES[form] = tuple(name for name in named(type(part)) if name != "type")
    return (form, *(_part(getattr(part, name)) for name in _NAMES[form]))


def _part(value: Hashable) -> Hashable:
    if isinstance(value, (Node, Domain)):
        return _place(value)
    if isinstance(value, tuple):
        return tuple(_part(part) for part in value)
    return value
