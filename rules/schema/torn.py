"""A key that is none -> what its author meant: within `{…}`, a comma ends a text and a number."""

from __future__ import annotations

import re

from rules.document.node import Mapping, Node, Scalar

_WHOLE = re.compile(r"-?[0-9]+")


def torn_by_comma(owner: Node, key: str) -> str | None:
    """Return what to do where *key* is the rest of the value before it, or nothing where it is a key."""
    value = owner.entries.get(key) if isinstance(owner, Mapping) else None
    if not isinstance(owner, Mapping) or not isinstance(value, Scalar) or value.text or not value.plain:
        return None
    names = list(owner.entries)
    at = names.index(key)
    before = owner.entries[names[at - 1]] if at else None
    if not isinstance(before, Scalar) or not before.plain or not before.text:
        return None
    if key.isdecimal() and _WHOLE.fullmatch(before.text):
        return f"write `{before.text}.{key}`: a point, not a comma"
    return (
        'put text with a comma in straight quotes: `"…, …"`'
        if not key.isidentifier() or " " in before.text
        else None
    )
