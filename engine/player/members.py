"""The members of a domain that satisfy a condition -> source for them, in canonical order."""

from __future__ import annotations

from engine.player.writer import Writer
from rules.expression import scalar_loop
from rules.expression.node import Domain, Node
from rules.expression.scalar_names import mangle


def members(out: Writer, domain: Domain, var: str, where: Node | None) -> str:
    """Return source for a sequence; what the catalogue alone decides is decided here."""
    over, left = scalar_loop.domain(out.code, domain), scalar_loop.conjuncts(where)
    if domain.form == "kind":
        chosen, remaining = scalar_loop.pool(out.code, domain, var, where)
        if remaining != left or not left:
            over, left = out.names.constant(("pool", chosen), chosen), remaining
    if not left:
        return over
    name, condition = mangle(var), scalar_loop.conjunction(left)
    with scalar_loop.hoisting(out.code, (condition,)) as hoisted:
        return f"[{name} {hoisted}for {name} in {over} if {out.source(condition)}]"
