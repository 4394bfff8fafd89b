"""A kind of offer as it is written -> what it is, and the program that ends one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from rules.define.form import entry
from rules.define.offer import OfferForm
from rules.expression.node import ZERO, Local
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.expression.type import BOOL, INTEGER_MOST, PLAYER, Type, integer, offer
from rules.lower.build import ME, NOW, both, cell, compare, either, has, negate, stands_in
from rules.lower.here import Here
from rules.lower.session import Session
from rules.lower.settle import settle_shared
from rules.lower.step.open_ import lower_ends
from rules.program.node import Close, If, Param, Phase, Program, Require, Requirement, Steps
from rules.program.offer import GONE, NOT_YOURS, Offer, OpenTo, ending
from rules.program.walk import every
from rules.source import Place

NUMBER = integer(0, INTEGER_MOST)


def lower_offer(session: Session, form: OfferForm) -> tuple[Offer, Program]:
    """Return one kind of offer, and what the clock does where one ends: its `at_end`, then it is closed."""
    local = Local(offer(form.name), form.name)
    scope = Scope(session.definitions.vocabulary, params={form.name: local.type})
    for id_, now in session.definitions.offer_ids.items():
        scope = scope.calling(id_, now, local.type) if id_ != now == form.name else scope
    name = ending(form.name)
    here = Here(session, scope, f"offers.{form.name}/at_end", name, clamp=True)
    written = entry(form.node, "at_end")
    told = Offer(
        form.name,
        cast("OpenTo", form.open_to),
        {each: field.form.told for each, field in form.fields.items() if not field.per},
        {each: field.form.told for each, field in form.fields.items() if field.per},
        form.named,
        form.one_per,
        lower_ends(here, form),
        written is not None,
    )
    first = settle_shared(here)
    do = _closing(session.lower_block(here, written), local, form.node.place)
    settling = (("settle", first),) if first else ()
    due = Require(
        (_due(here, form, local),), "params"
    )  # or else an end that was put off meanwhile would come
    phases: tuple[tuple[Phase, Steps], ...] = (*settling, ("params", (due,)), ("do", do))
    return told, Program(name, (Param(form.name, local.type),), phases, "clock")


def _due(here: Here, form: OfferForm, value: Expression) -> Requirement:
    """Return what an offer must satisfy that is ended: its end has come, and it is not over."""
    ends = cell(f"{form.name}.ends", type_=here.slot(f"{form.name}.ends").type, owner=value)
    over = cell(f"{form.name}.over", type_=BOOL, owner=value)
    come = both(has(ends), compare(NOW, ">=", ends))
    return Requirement(both(compare(over, "==", ZERO), come), GONE, form.node.place)


def _closing(steps: Steps, local: Local, place: Place) -> Steps:
    """Return steps after which the offer is over."""
    close = Close(local, f"{local.name}.at_end", place=place)
    if not any(isinstance(step, Close) for step in every(steps)):
        return (*steps, close)
    still = compare(cell(f"{local.name}.over", type_=BOOL, owner=local), "==", ZERO)
    return (*steps, If(still, (close,)))


def offer_rows(here: Here, kind: str, value: Expression, mine: bool, place: Place) -> Iterator[Requirement]:
    """Yield what an offer that is named must satisfy: it stands, and is for the player who asks."""
    form = here.definitions.offers[kind]

    def part(word: str, type_: Type) -> Expression:
        return cell(f"{kind}.{word}", type_=type_, owner=value)

    ends = part("ends", here.slot(f"{kind}.ends").type)
    running = compare(NOW, "<", ends)
    timely = either(negate(has(ends)), running)
    yield Requirement(both(compare(part("over", BOOL), "==", ZERO), timely), GONE, place)
    owned = compare(part("owner", PLAYER), "==", ME)
    named = [compare(cell(slot, type_=PLAYER, owner=value), "==", ME) for slot in form.named]
    if form.open_to in {"guild", "channel"}:
        yield Requirement(
            compare(part(form.open_to, NUMBER), "==", stands_in(form.open_to)), NOT_YOURS, place
        )
    if form.open_to == "named":
        yield Requirement(either(owned, *named), NOT_YOURS, place)
    elif mine:
        yield Requirement(owned, NOT_YOURS, place)
