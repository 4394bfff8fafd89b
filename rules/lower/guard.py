"""A guard as it is written -> what the live game counts."""

from __future__ import annotations

from rules.define.definitions import Definitions
from rules.define.form import entry, items, scalar_text
from rules.define.literal import duration, whole
from rules.document import Node
from rules.program.guard import PER, Guard


def lower_guards(definitions: Definitions) -> dict[str, Guard]:
    """Return the guards of a pack; what cannot be read was reported by its schema."""
    written = definitions.declared("guards").items()
    return {name: guard for name, node in written if (guard := lower_guard(definitions, name, node))}


def lower_guard(definitions: Definitions, name: str, node: Node) -> Guard | None:
    """Return one guard, or nothing where a value cannot be read."""
    per = next((word for word in PER if word == scalar_text(entry(node, "per"))), None)
    times, window = whole(scalar_text(entry(node, "times"))), duration(scalar_text(entry(node, "in")))
    if per is None or not times or window is None:
        return None
    then = entry(node, "then")
    return Guard(
        name,
        per,
        times,
        window,
        frozenset(definitions.current("actions", scalar_text(each)) for each in items(entry(node, "for"))),
        duration(scalar_text(entry(then, "block"))) or 0,
        whole(scalar_text(entry(then, "after"))) or 1,
        scalar_text(entry(node, "strict")) == "true",
    )
