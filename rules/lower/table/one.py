"""`pick: one` -> one roll over the entries, by the guarantees' counters where there are any."""

from __future__ import annotations

from rules.document import Node
from rules.lower.build import local
from rules.lower.here import Here
from rules.lower.table.drawing import Drawing
from rules.lower.table.entry import entry_steps
from rules.lower.table.guarantee import guarantees_of
from rules.lower.table.weight import entries_of, weights_of
from rules.program.node import Choose, Steps, Switch
from rules.site import Site


def draw_one(here: Here, node: Node, drawing: Drawing) -> Steps:
    """Return the steps that draw one entry."""
    entries = entries_of(node)
    chosen = local(here.fresh("entry"))
    guarantees = guarantees_of(here, node, entries)
    weights = guarantees.weights if guarantees else weights_of(here, entries)
    site = Site(here.site, here.label, entries.names)
    cases = tuple(
        entry_steps(here, name, each, drawing)
        for name, each in zip(entries.names, entries.nodes, strict=True)
    )
    after = guarantees.counted(chosen) if guarantees else ()
    return (Choose(site, chosen.name, weights, place=node.place), *after, Switch(chosen, cases))
