"""`open` -> an Open: an offer of a kind, its fields, its end, and a name for it."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.define.offer import OfferForm
from rules.document import Mapping, Node
from rules.expression.node import Binary
from rules.expression.node import Node as Expression
from rules.expression.type import DURATION, TIME, offer
from rules.expression.words import NOW_IS
from rules.lower import code
from rules.lower.here import Here
from rules.program.node import Open, Steps, Write
from rules.program.offer import ONE
from rules.suggest import did_you_mean

OPENED = "it"  # what an offer is called whose `open` gives it no name


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that open an offer."""
    written = step.entries["open"]
    name = here.definitions.current("offers", scalar_text(written))
    known = here.definitions.offers
    if name not in known:
        said = f"there is no kind of offer called `{scalar_text(written)}`"
        here.session.report(code.NO_SUCH, written, said, did_you_mean(name, known))
        return ()
    form = known[name]
    here.session.used.add(("offers", name))
    fields = _fields(here, form, entry(step, "with"), step)
    ends = lower_ends(here, form)
    called = scalar_text(entry(step, "as")) or OPENED
    local = here.fresh("offer") if called == OPENED else called
    if called == OPENED:
        here.scope = here.scope.calling(called, local, offer(name))
    else:
        here.bind(called, offer(name))
    one = f"{ONE}{name}" if form.one_per else ""
    return (Open(name, local, ends, fields, one, place=step.place),)


def lower_ends(here: Here, form: OfferForm) -> Expression | None:
    """Return when an offer that is opened now ends; what stands there knows no more than what is declared."""
    place = here.table_body(f"offers.{form.name}", {}, {})
    length, at = entry(form.ends, "in"), entry(form.ends, "at")
    if length is not None:
        value = place.value(length, DURATION.within(1, 10**12))
        return Binary(TIME, "+", NOW_IS, value)
    return place.value(at, TIME) if at is not None else None


def _fields(here: Here, form: OfferForm, given: Node | None, step: Mapping) -> tuple[Write, ...]:
    """Return what an offer starts with; a field that is kept for each player starts empty."""
    entries = given.entries if isinstance(given, Mapping) else {}
    scalar = [name for name, each in form.fields.items() if not each.per]
    writes = []
    for name, value in sorted(entries.items()):
        if name in scalar:
            type_ = form.fields[name].form.told
            writes.append(Write(form.fields[name].name, None, here.value(value, type_)))
        else:
            key = given.key(name) if isinstance(given, Mapping) else value
            said = f"`{form.name}` has no field `{name}` that is given when it is opened"
            here.session.report(code.OFFER, key, said, did_you_mean(name, scalar))
    for name in scalar:
        if form.needed(name) and name not in entries:
            said = f"`{form.name}` is opened without its `{name}`"
            help_ = f"write `with: {{{name}: …}}`, or let the field be `optional: true`"
            here.session.report(code.OFFER, step, said, help_)
    return tuple(writes)
