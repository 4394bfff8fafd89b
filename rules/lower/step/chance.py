"""`chance` -> a Choose between yes and no, and what follows either."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node
from rules.expression.node import ZERO, Compare, Function, const
from rules.expression.type import BOOL, CHANCE, CHANCE_PARTS, integer
from rules.lower.build import local, whole
from rules.lower.here import Here
from rules.program.node import Choose, If, Let, Steps, Weights
from rules.site import Site

OUTCOMES = ("true", "false")
PARTS = integer(0, CHANCE_PARTS)


def chance_weights(here: Here, written: Node) -> Weights:
    """Return the weights of yes and no: whole 10^-9 parts of a chance."""
    known = exact(scalar_text(written))
    value = here.value(written, CHANCE)
    if known is not None and 0 <= known <= 1:
        parts = round(known * CHANCE_PARTS)
        return Weights(((parts, CHANCE_PARTS - parts),))
    yes = Function(PARTS, "parts", (value,))
    return Weights(nodes=(yes, whole("-", const(CHANCE_PARTS), yes)))


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `chance`."""
    name = scalar_text(entry(step, "as"))
    inner = here.inside(here.roll_name("chance", step))
    weights = chance_weights(here, step.entries["chance"])
    rolled = local(here.fresh("chance"))
    happened = Compare(BOOL, "==", rolled, ZERO)
    site = Site(inner.site, inner.label or "chance", OUTCOMES)
    steps: Steps = (Choose(site, rolled.name, weights, place=step.place),)
    if name:
        here.bind(name, BOOL)
        steps = (*steps, Let(name, happened))
    then, other = here.branches(step, None)
    return (*steps, If(happened, then, other)) if then or other else steps
