"""`roll` -> a Uniform for a range, a Select for `one_of`."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.define.literal import bounds
from rules.document import Mapping, Node
from rules.expression.node import const
from rules.expression.type import BOOL, integer, record
from rules.lower.build import WHOLE
from rules.lower.here import Here
from rules.lower.step.roll_player import roll_player
from rules.program.node import Select, Step, Steps, Uniform
from rules.site import Site


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `roll`: each name becomes what was rolled."""
    written = step.entries["roll"]
    rolls = written.entries if isinstance(written, Mapping) else {}
    return tuple(_roll(here, name, node) for name, node in rolls.items())


def _roll(here: Here, name: str, node: Node) -> Step:
    site = here.inside(here.claim(name, node))
    if entry(node, "one_of") is not None:
        return _record(here, site, name, node)
    ends = bounds(scalar_text(node))
    lo, hi = (
        (here.value(entry(node, "from"), WHOLE), here.value(entry(node, "to"), WHOLE))
        if ends is None
        else (const(ends[0]), const(ends[1]))
    )
    if lo.type.lo > hi.type.hi or (ends and ends[0] > ends[1]):
        here.bad_range(node)
    here.bind(name, integer(lo.type.lo, hi.type.hi))
    return Uniform(Site(site.site, site.label or name), name, lo, hi, place=node.place)


def _record(here: Here, site: Here, name: str, node: Node) -> Step:
    domain = here.domain(entry(node, "one_of"))
    if domain.form == "players":
        return roll_player(here, Site(site.site, site.label or name), name, node)
    inner = here.where("it", record(domain.kind))
    where, weigh = entry(node, "where"), entry(node, "weigh")
    select = Select(
        Site(site.site, site.label or name, kind=domain.kind),
        name,
        domain,
        "it",
        inner.value(where, BOOL) if where is not None else None,
        inner.weight(weigh) if weigh is not None else None,
        place=node.place,
    )
    here.session.pools.append((select, node, False, here))
    here.bind(name, record(domain.kind))
    return select
