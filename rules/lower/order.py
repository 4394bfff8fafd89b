"""A mapping whose values may name its other keys -> an order in which what is named comes first.

Mappings have no order: what they mean may not hang on how a file happens to list them.
"""

from __future__ import annotations

import re

from rules.document import Mapping, Node
from rules.pack.image import image

_NAMES = re.compile(r"(?<![\w.])[a-z]\w*")


def in_order(written: Mapping) -> list[tuple[str, Node]]:
    """Return the entries, by name where nothing else decides."""
    left = dict(sorted(written.entries.items()))
    ordered: list[tuple[str, Node]] = []
    while left:
        free = (name for name, node in left.items() if not _named(node) & (left.keys() - {name}))
        name = next(free, next(iter(left)))
        ordered.append((name, left.pop(name)))
    return ordered


def _named(node: Node) -> set[str]:
    return set(_NAMES.findall(str(image(node))))
