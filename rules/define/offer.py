"""Offers as they are declared -> their slots, and what expressions may ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from rules.define.form import Form, entry, read_form, scalar_text
from rules.define.kind import MOST, KindForm
from rules.define.sign import variable_sign
from rules.define.variable import VariableForm, initial_code
from rules.document import Mapping, Node
from rules.expression.scope import OfferSign, VariableSign
from rules.expression.type import BOOL, COUNT, INTEGER_MOST, NONE, PLAYER, TIME, integer
from rules.program.offer import BUILT_IN, ONE, OPEN_TO, put_slot
from rules.program.slot import Slot

CELLS = frozenset({"int", "bool", "day", "time", "duration", "record", "player"})  # what a field may hold
_NUMBER = integer(0, INTEGER_MOST)


@dataclass(frozen=True, slots=True)
class OfferForm:
    """A kind of offer as an author declared it; fields whose type cannot be read are left out.

    A field is the variable `KIND.field`, and `per` player where it is kept for each.
    """

    name: str
    node: Node
    fields: dict[str, VariableForm] = field(default_factory=dict)
    open_to: str = "anyone"
    one_per: str = ""

    @property
    def ends(self) -> Node | None:
        """Return how it is written when it ends: `{in: …}` or `{at: …}`."""
        return entry(self.node, "ends")

    @property
    def named(self) -> tuple[str, ...]:
        """Return the slots that hold the players who are named in it."""
        return tuple(
            form.name for form in self.fields.values() if form.form.type.name == "player" and not form.per
        )

    def needed(self, name: str) -> bool:
        """Tell whether whoever opens one must say what field *name* begins with."""
        form = self.fields[name].form
        optional = form.optional or form.default is not None or bool(self.fields[name].per)
        return form.type.name in {"record", "player"} and not optional


def offer_forms(root: Dict[str, Node], kinds: dict[str, KindForm]) -> dict[str, OfferForm]:
    """Return every kind of offer of the pack."""
    declared = root.get("offers")
    nodes = declared.entries if isinstance(declared, Mapping) else {}
    return {name: _offer(name, node, kinds) for name, node in sorted(nodes.items())}


def _offer(name: str, node: Node, kinds: dict[str, KindForm]) -> OfferForm:
    declared = entry(node, "fields")
    written = declared.entries if isinstance(declared, Mapping) else {}
    fields = {each: _field(f"{name}.{each}", form, kinds) for each, form in sorted(written.items())}
    said = scalar_text(entry(node, "open_to"))
    return OfferForm(
        name,
        node,
        {each: form for each, form in fields.items() if form is not None and each not in BUILT_IN},
        said if said in OPEN_TO else "anyone",
        scalar_text(entry(node, "one_per")),
    )


def _field(name: str, node: Node, kinds: dict[str, KindForm]) -> VariableForm | None:
    form = read_form(node, kinds)
    if form is None or form.type.name not in CELLS:
        return None
    per = "player" if scalar_text(entry(node, "per")) else ""
    return VariableForm(name, node, Form(form.type, node, form.optional, form.default), per=per)


def offer_slots(offers: Iterable[OfferForm], kinds: dict[str, KindForm]) -> Iterator[Slot]:
    """Yield the slots of every kind of offer, and where the only one of its kind is remembered."""
    for offer in offers:
        for sign in (*_built_in(offer).values(), *_hidden(offer)):
            default = NONE if sign.type.name in {"player", "time"} else 0
            yield Slot(0, sign.slot, sign.type, "", offer.name, default)
        for form in offer.fields.values():
            yield Slot(0, form.name, form.form.told, form.per, offer.name, initial_code(form, kinds))
        for kind in kinds.values():
            if kind.holdable:
                slot = put_slot(offer.name, f"owned.{kind.name}")
                yield Slot(0, slot, COUNT.within(0, MOST), kind.name, offer.name)
        if offer.one_per:
            yield Slot(0, f"{ONE}{offer.name}", _NUMBER, "", offer.one_per)


def _built_in(offer: OfferForm) -> dict[str, VariableSign]:
    """Return what expressions may read of any offer."""
    ends = TIME if offer.ends is not None else TIME.maybe()
    types = {"owner": PLAYER, "ends": ends, "over": BOOL, "version": _NUMBER}
    return {
        name: VariableSign(type_, f"{offer.name}.{name}", belongs_to=offer.name)
        for name, type_ in types.items()
    }


def _hidden(offer: OfferForm) -> list[VariableSign]:
    return [VariableSign(_NUMBER, f"{offer.name}.{word}") for word in ("guild", "channel")]


def offer_sign(offer: OfferForm) -> OfferSign:
    """Return what expressions may ask of an offer."""
    fields = {name: variable_sign(form) for name, form in offer.fields.items()}
    return OfferSign({**fields, **_built_in(offer)}, offer.open_to, offer.named)
