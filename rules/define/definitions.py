"""The resolved tree of a pack -> all that is declared in it, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rules.define.amounts import assets_of
from rules.define.calendar import calendar_of
from rules.define.code import UNREAD
from rules.define.column import Columns
from rules.define.form import entry, scalar_text
from rules.define.kind import KindForm, kind_forms
from rules.define.offer import OfferForm, offer_forms, offer_sign, offer_slots
from rules.define.sign import call_sign, choice_sign, formula_sign, kind_sign, variable_sign
from rules.define.table import tables_of
from rules.define.value import Miss, Reading
from rules.define.variable import REACTIONS, VariableForm, old_slots, slots_of, variable_forms
from rules.document import Mapping, Node, Scalar
from rules.expression.happening import active
from rules.expression.ranking import place
from rules.expression.scope import Vocabulary
from rules.pack import Resolved
from rules.problem import Problem
from rules.program.catalogue import Calendar, Catalogue, Kind

Any_ = TypeVar("Any_")


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a pack declares.

    *tables* has inline tables too, as `kind.record.field`; *table_fields* says which table a
    record's field names (nothing where it is absent). *misses* are values that could not be read.
    """

    resolved: Resolved
    kinds: dict[str, KindForm]
    variables: dict[str, VariableForm]
    tables: dict[str, Node]
    table_fields: dict[tuple[str, str], tuple[str, ...]]
    vocabulary: Vocabulary
    misses: list[Miss] = field(default_factory=list)
    offers: dict[str, OfferForm] = field(default_factory=dict)

    @property
    def root(self) -> Dict[str, Node]:
        """Return the definitions of each noun."""
        return self.resolved.root.entries

    @property
    def unknown(self) -> list[tuple[Node, str]]:
        """Return the references that lead nowhere: the id, and the kind of which no such record is."""
        missed = [(self.written(miss), miss.wanted) for miss in self.misses if not miss.worded]
        return [(node, wanted) for node, wanted in missed if node is not None]

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with values that are no references."""
        for miss in self.misses:
            node = self.written(miss) if miss.worded else None
            if node is not None:
                shown = f"`{node.text}`" if isinstance(node, Scalar) else "this"
                yield UNREAD.at(
                    node.place,
                    f"{shown} is not {miss.wanted}",
                    help=f"write {miss.wanted}",
                    path=".".join(miss.path),
                )

    def written(self, miss: Miss) -> Node | None:
        """Return what could not be read, in its place."""
        found = self.resolved.at(miss.path)
        return None if found is None else found.key if miss.key else found.node

    @property
    def offer_ids(self) -> dict[str, str]:
        """Return every id that a kind of offer has or had, with the one it has."""
        return _with_old_ids(self.resolved, "offers", {name: name for name in self.offers})

    def declared(self, noun: str) -> dict[str, Node]:
        """Return what is declared under a noun, by id, in canonical order."""
        return _declared(self.resolved, noun)

    def current(self, noun: str, name: str) -> str:
        """Return the id that stands for *name* today."""
        return self.resolved.current(noun, name)


def define(resolved: Resolved, calendar: Calendar | None = None) -> Definitions:
    """Return the definitions of a pack; what cannot be read is left out, and is a problem elsewhere.

    A *calendar* that was kept takes the place of what this machine knows of time zones.
    """
    days = calendar or calendar_of(resolved.root.entries.get("game"))
    misses: list[Miss] = []
    kinds = kind_forms(resolved)
    variables = variable_forms(resolved.root.entries, kinds)
    offers = offer_forms(resolved.root.entries, kinds)
    ids = _with_old_ids(resolved, "offers", {name: name for name in offers})
    catalogue = _catalogue(resolved, kinds, (variables, offers), days, misses)
    tables = tables_of(resolved, kinds, _declared(resolved, "tables"), misses)
    assets = assets_of(kinds, _with_old_ids(resolved, "variables", variables))

    def signs(noun: str, nodes: Dict[str, Node], sign: Callable[[str, Node], Any_]) -> dict[str, Any_]:
        return _with_old_ids(resolved, noun, {name: sign(name, node) for name, node in nodes.items()})

    ranked = {
        name: scalar_text(entry(node, "keeps")) for name, node in _declared(resolved, "rankings").items()
    }
    events = _with_old_ids(
        resolved, "events", {name: name in resolved.held for name in _declared(resolved, "events")}
    )
    vocabulary = Vocabulary(
        catalogue,
        kinds={name: kind_sign(form, assets, misses) for name, form in kinds.items()},
        variables=_with_old_ids(
            resolved, "variables", {name: variable_sign(form) for name, form in variables.items()}
        ),
        formulas=signs(
            "formulas",
            _declared(resolved, "formulas"),
            lambda name, node: formula_sign(name, node, kinds, ids),
        ),
        choices=signs("choices", _of_kinds(_declared(resolved, "choices"), kinds), choice_sign),
        tables=signs("tables", tables.nodes, lambda _, node: call_sign(node, kinds, ids)),
        limits=signs("limits", _declared(resolved, "limits"), lambda _, node: call_sign(node, kinds)),
        functions=_functions(ranked, events),
        offers=_with_old_ids(resolved, "offers", {name: offer_sign(form) for name, form in offers.items()}),
        rankings=_with_old_ids(resolved, "rankings", ranked),
        events=events,
    )
    return Definitions(resolved, kinds, variables, tables.nodes, tables.fields, vocabulary, misses, offers)


def _functions(rankings: dict[str, str], events: dict[str, bool]) -> dict[str, Callable[..., Any]]:
    """Return functions that stand for nothing where nothing is ranked, and where there are no events."""
    return {**({"place": place} if rankings else {}), **({"active": active} if events else {})}


def _declared(resolved: Resolved, noun: str) -> dict[str, Node]:
    node = resolved.root.entries.get(noun)
    return dict(sorted(node.entries.items())) if isinstance(node, Mapping) else {}


def _of_kinds(nodes: dict[str, Node], kinds: dict[str, KindForm]) -> dict[str, Node]:
    """Return the choices of records that there are; other kinds are a problem elsewhere."""
    return {name: node for name, node in nodes.items() if scalar_text(entry(node, "one_of")) in kinds}


def _with_old_ids(resolved: Resolved, noun: str, found: dict[str, Any_]) -> dict[str, Any_]:
    """Return declarations by the ids that they have and those that they had."""
    renamed = resolved.renamed.get(noun, {})
    return found | {old: found[new] for old, new in renamed.items() if new in found}


def _catalogue(
    resolved: Resolved,
    kinds: dict[str, KindForm],
    forms: tuple[dict[str, VariableForm], dict[str, OfferForm]],
    calendar: Calendar,
    misses: list[Miss],
) -> Catalogue:
    reading = Reading({name: form.codes for name, form in kinds.items()}, calendar)
    columns = Columns(reading, misses)
    constant = {name: columns.kind(form) for name, form in kinds.items()}
    constant[REACTIONS] = Kind(REACTIONS, tuple(_declared(resolved, REACTIONS)))
    variables, offers = forms
    slots = slots_of(resolved.root.entries, kinds, variables, offer_slots(offers.values(), kinds))
    return Catalogue(constant, slots, {}, calendar, old_slots(slots, resolved.renamed))
