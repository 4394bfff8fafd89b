"""`each` -> an Each over the records of a kind or of a list, fixed before the first round."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Mapping
from rules.expression.loop import member_type
from rules.expression.type import BOOL
from rules.lower.here import Here
from rules.program.node import Each, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `each`."""
    written = step.entries["each"]
    name, over = next(iter(written.entries.items())) if isinstance(written, Mapping) else ("it", written)
    domain = here.domain(over)
    named = entry(step, "as")
    place = here.inside(here.claim(scalar_text(named), named)) if named is not None else here
    inner = place.block_inside(step.entries.get("do")).where(name, member_type(domain))
    where = entry(step, "where")
    test = inner.value(where, BOOL) if where is not None else None
    body = inner.block(entry(step, "do"))
    here.forget_written(body)
    return (Each(name, domain, body, test, place=step.place),)
