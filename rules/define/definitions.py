"""The resolved tree of a pack -> all that is declared in it, by name."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from rules.define.amounts import amounts_column, assets_of
from rules.define.calendar import calendar_of
from rules.define.form import Form, entry, parameters, read_form, scalar_text
from rules.define.kind import KindForm, Unknown, catalogue_kinds, kind_forms
from rules.define.literal import whole
from rules.define.variable import REACTION, VariableForm, slots_of, variable_forms
from rules.document import Mapping, Node
from rules.expression.scope import (
    CallSign,
    ChoiceSign,
    FieldSign,
    FormulaSign,
    KindSign,
    Params,
    VariableSign,
    Vocabulary,
)
from rules.expression.type import COUNT, NONE, Type, record
from rules.program.catalogue import Catalogue, Kind


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a pack declares.

    *tables* has inline tables too, as `kind.record.field`; *table_fields* says which table a record's field names
    (nothing where it is absent). *unknown* are references to records that are not there.
    """

    root: Dict[str, Node]
    kinds: dict[str, KindForm]
    variables: dict[str, VariableForm]
    tables: dict[str, Node]
    table_fields: dict[tuple[str, str], tuple[str, ...]]
    vocabulary: Vocabulary
    unknown: list[tuple[Node, str]] = field(default_factory=list)

    def declared(self, noun: str) -> dict[str, Node]:
        """Return what is declared under a noun, by id, in canonical order."""
        node = self.root.get(noun)
        return dict(sorted(node.entries.items())) if isinstance(node, Mapping) else {}


def define(root: Dict[str, Node]) -> Definitions:
    """Return the definitions of a pack; what cannot be read is left out (its shape is a problem elsewhere)."""
    kinds = kind_forms(root)
    variables = variable_forms(root, kinds)
    unknown = Unknown()
    constant = catalogue_kinds(kinds, unknown)
    reactions = root.get("reactions")
    constant[REACTION] = Kind(REACTION, tuple(sorted(reactions.entries)) if isinstance(reactions, Mapping) else ())
    catalogue = Catalogue(constant, slots_of(root, kinds, variables), {}, calendar_of(root.get("game")))
    tables, table_fields = _tables(root, kinds)
    for (kind, name), named in table_fields.items():
        if kinds[kind].fields[name].optional:
            constant[kind].columns[name] = tuple(0 if table else NONE for table in named)
    vocabulary = Vocabulary(
        catalogue,
        kinds={name: _kind_sign(form, kinds, variables, unknown) for name, form in kinds.items()},
        variables={name: _variable_sign(form) for name, form in variables.items()},
        formulas={name: _formula_sign(name, node, kinds) for name, node in _declared(root, "formulas")},
        choices={name: _choice_sign(name, node) for name, node in _declared(root, "choices")},
        tables={name: CallSign(_params(node, kinds)) for name, node in tables.items()},
        limits={name: CallSign(_params(node, kinds)) for name, node in _declared(root, "limits")},
    )
    return Definitions(root, kinds, variables, tables, table_fields, vocabulary, unknown.found)


def _declared(root: Dict[str, Node], noun: str) -> list[tuple[str, Node]]:
    node = root.get(noun)
    return sorted(node.entries.items()) if isinstance(node, Mapping) else []


def _params(node: Node, kinds: Dict[str, KindForm]) -> Params:
    forms = {name: read_form(value, kinds) for name, value in parameters(node).items()}
    return tuple((name, form.told) for name, form in forms.items() if form)


def _kind_sign(
    kind: KindForm, kinds: Dict[str, KindForm], variables: Dict[str, VariableForm], unknown: Unknown
) -> KindSign:
    assets = assets_of(kinds, variables)
    fields = {name: _field_sign(kind, name, form, assets, unknown) for name, form in kind.fields.items()}
    slot = f"owned.{kind.name}"
    holding = VariableSign(COUNT.within(0, kind.most), slot, kind.name, spendable=True) if kind.holdable else None
    return KindSign(fields, kind.ordered_by, holding)


def _field_sign(
    kind: KindForm, name: str, form: Form, assets: dict[str, tuple[str, int]], unknown: Unknown
) -> FieldSign:
    if form.type.name == "amounts":
        return FieldSign(form.told, amounts=amounts_column(kind, name, assets, unknown.found))
    if form.type.name != "formula":
        return FieldSign(form.told)
    params = (("it", record(kind.name)), *zip(form.names, form.type.params, strict=True))
    bodies = tuple(scalar_text(each.entries.get(name) or form.default) or "0" for each in kind.records.values())
    return FieldSign(form.told, FormulaSign(f"{kind.name}.{name}", params, bodies, form.type.item))


def _variable_sign(form: VariableForm) -> VariableSign:
    return VariableSign(form.form.told, form.name, form.per, form.scope, form.spendable)


def _formula_sign(name: str, node: Node, kinds: Dict[str, KindForm]) -> FormulaSign:
    wanted = Type("number", 0, 1) if scalar_text(entry(node, "as")) == "chance" else None
    return FormulaSign(name, _params(node, kinds), (scalar_text(entry(node, "is")),), wanted)


def _choice_sign(name: str, node: Node) -> ChoiceSign:
    picks = whole(scalar_text(entry(node, "pick"))) or 1
    slots = tuple(f"choice.{name}.{index}" for index in range(picks))
    return ChoiceSign(scalar_text(entry(node, "one_of")), slots, many=entry(node, "pick") is not None)


def _tables(
    root: Dict[str, Node], kinds: Dict[str, KindForm]
) -> tuple[dict[str, Node], dict[tuple[str, str], tuple[str, ...]]]:
    """Return every table, and which one each record's field names."""
    tables = dict(_declared(root, "tables"))
    fields: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind in kinds.values():
        for name in (name for name, form in kind.fields.items() if form.type.name == "table"):
            named = []
            for key, each in kind.records.items():
                node = each.entries.get(name) or kind.fields[name].default
                inline = f"{kind.name}.{key}.{name}"
                if isinstance(node, Mapping):
                    tables[inline] = node
                named.append(inline if isinstance(node, Mapping) else scalar_text(node))
            fields[kind.name, name] = tuple(named)
    return tables, fields
