"""A product as it is written -> what the shop asks for once it is paid, and with what."""

from __future__ import annotations

from collections.abc import Iterator

from rules.define.form import entry, read_param, scalar_text
from rules.document import Mapping, Node
from rules.expression.node import Const
from rules.expression.scope import Scope
from rules.lower.code import NOT_FIXED
from rules.lower.here import Here
from rules.lower.session import Session
from rules.program.product import CONSUMABLE, Product

_CENTS = 100
Value = str | int | float | bool


def lower_products(session: Session) -> dict[str, Product]:
    """Return every product of a pack."""
    return {
        name: _product(session, name, node) for name, node in session.definitions.declared("products").items()
    }


def _product(session: Session, name: str, node: Node) -> Product:
    definitions = session.definitions
    cents, currency = price(scalar_text(entry(node, "price")))
    action, ends = (
        definitions.current("actions", scalar_text(entry(node, word))) for word in ("action", "ends")
    )
    here = Here(session, Scope(definitions.vocabulary), f"products.{name}", name)
    return Product(
        name,
        cents,
        currency,
        scalar_text(entry(node, "kind")) or CONSUMABLE,
        action,
        tuple(_given(here, action, entry(node, "with"))),
        ends,
        scalar_text(entry(node, "tradable")) == "true",
    )


def price(written: str) -> tuple[int, str]:
    """Return hundredths of a currency, and which; nothing of what is no price."""
    amount, _, currency = written.partition(" ")
    whole, _, part = amount.partition(".")
    if not (whole + part).isdecimal():
        return 0, currency
    return int(whole) * _CENTS + int(part or 0), currency


def _given(here: Here, action: str, written: Node | None) -> Iterator[tuple[str, Value]]:
    """Yield what the action is asked with, as a command has it."""
    declared = entry(here.definitions.declared("actions").get(action), "params")
    for name, value in written.entries.items() if isinstance(written, Mapping) else ():
        param = entry(declared, name)
        form = read_param(param, here.kinds, here.definitions.offer_ids) if param is not None else None
        if form is None:
            continue
        found = here.value(value, form.type)
        if isinstance(found, Const):
            yield name, _plain(here, found)
        elif not here.session.problems or here.session.problems[-1].place != value.place:
            help_ = "name a record, or write a number"
            here.session.report(NOT_FIXED, value, f"`{name}` is another for each player", help_)


def _plain(here: Here, found: Const) -> Value:
    """Return a value as commands have it: records by id."""
    if found.type.name == "record" and isinstance(found.value, int):
        return here.definitions.vocabulary.catalogue.kinds[found.type.kind].ids[found.value]
    return found.value
