"""`roll` of one of an offer's players -> a Select; whether there is any may have to be asked."""

from __future__ import annotations

from dataclasses import replace

from rules.define.form import entry
from rules.document import Node
from rules.expression.node import Domain, Escrow, Local
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, PLAYER, integer
from rules.lower.here import Here
from rules.program.node import Select, Step
from rules.site import Site

WEIGHT = integer(0, 10**12)  # what a player put in is a weight as it is


def roll_player(here: Here, site: Site, name: str, node: Node) -> Step:
    """Return what rolls for a player; it is known to be one where something that weighs is in the offer."""
    domain = here.domain(entry(node, "one_of"))
    inner = here.where("it", PLAYER)
    where, weigh = entry(node, "where"), entry(node, "weigh")
    test = inner.value(where, BOOL) if where is not None else None
    weight = inner.value(weigh, WEIGHT) if weigh is not None else None
    sure = test is None and weight is not None and _weighs(here, domain, weight)
    here.bind(name, PLAYER if sure else PLAYER.maybe())
    return Select(site, name, domain, "it", test, weight, place=node.place)


def _weighs(here: Here, domain: Domain, weight: Expression) -> bool:
    """Tell whether more than nothing is known to lie in the offer of what its players are weighed by."""
    if not isinstance(weight, Escrow) or weight.offer != domain.node:
        return False
    own = isinstance(weight.putter, Local) and weight.putter.name == "it"
    return own and here.facts.narrowed(replace(weight, putter=None)).type.lo > 0
