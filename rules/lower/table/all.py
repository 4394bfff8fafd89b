"""`pick: all` -> every entry, in canonical order."""

from __future__ import annotations

from rules.document import Node
from rules.lower.here import Here
from rules.lower.table.drawing import Drawing
from rules.lower.table.entry import entry_steps
from rules.lower.table.weight import entries_of
from rules.program.node import Steps


def draw_all(here: Here, node: Node, drawing: Drawing) -> Steps:
    """Return the steps that draw every entry."""
    entries = entries_of(node)
    pairs = zip(entries.names, entries.nodes, strict=True)
    return tuple(step for name, each in pairs for step in entry_steps(here, name, each, drawing))
