"""`pick: each` -> every entry for itself, with its own chance."""

from __future__ import annotations

from fractions import Fraction

from rules.define.form import entry, scalar_text
from rules.define.literal import exact
from rules.document import Node
from rules.expression.node import ZERO
from rules.lower.build import compare, local
from rules.lower.here import Here
from rules.lower.step.chance import chance_weights
from rules.lower.table.drawing import Drawing
from rules.lower.table.entry import entry_steps
from rules.lower.table.weight import entries_of
from rules.program.node import Choose, If, Steps
from rules.site import Site

OUTCOMES = ("true", "false")


def draw_each(here: Here, node: Node, drawing: Drawing) -> Steps:
    """Return the steps that draw each entry by its own chance; one without a chance is always drawn."""
    entries = entries_of(node)
    pairs = zip(entries.names, entries.nodes, strict=True)
    return tuple(step for name, each in pairs for step in _one(here, name, each, drawing))


def _one(here: Here, name: str, node: Node, drawing: Drawing) -> Steps:
    body = entry_steps(here, name, node, drawing)
    written = entry(node, "chance")
    if written is None or exact(scalar_text(written)) == Fraction(1):
        return body
    drawn = local(here.fresh("drawn"))
    inner = here.inside(name)
    site = Site(f"{inner.site}/chance", inner.label, OUTCOMES)
    return (
        Choose(site, drawn.name, chance_weights(here, written), place=written.place),
        If(compare(drawn, "==", ZERO), body),
    )
