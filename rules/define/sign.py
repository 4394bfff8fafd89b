"""What is declared -> how expressions may name it: signatures of kinds, variables, formulas, choices."""

from __future__ import annotations

from collections.abc import Mapping as Dict

from rules.define.amounts import amounts_column
from rules.define.form import Form, entry, parameters, read_param, scalar_text
from rules.define.kind import KindForm
from rules.define.literal import duration, whole
from rules.define.value import Miss
from rules.define.variable import SINCE, VariableForm
from rules.document import Node
from rules.expression.node import const
from rules.expression.scope import (
    Asset,
    CallSign,
    ChoiceSign,
    FieldSign,
    FormulaSign,
    KindSign,
    Params,
    Regeneration,
    VariableSign,
)
from rules.expression.type import COUNT, Type, integer, record

NO_OFFERS: Dict[str, str] = {}
OF_VARIABLE = " of "  # what stands between `by` or `up_to` and the variable, in the name of such a formula


def kind_sign(kind: KindForm, assets: Dict[str, Asset], misses: list[Miss]) -> KindSign:
    """Return what a kind's records have, and what is owned of them."""
    fields = {name: _field_sign(kind, name, form, assets, misses) for name, form in kind.fields.items()}
    owned = COUNT.within(0, kind.most)
    holding = VariableSign(owned, f"owned.{kind.name}", kind.name, spendable=True) if kind.holdable else None
    return KindSign(fields, kind.ordered_by, holding)


def _field_sign(
    kind: KindForm, name: str, form: Form, assets: Dict[str, Asset], misses: list[Miss]
) -> FieldSign:
    if form.type.name == "amounts":
        return FieldSign(form.told, amounts=amounts_column(kind, name, assets, misses))
    if form.type.name != "formula":
        return FieldSign(form.told)
    params = (("it", record(kind.name)), *zip(form.names, form.type.params, strict=True))
    otherwise = scalar_text(form.default) or "0"
    written = (each.get(name) for each in kind.records.values())
    bodies = tuple(text if text and type(text) is str else otherwise for text in written)
    return FieldSign(form.told, FormulaSign(f"{kind.name}.{name}", params, bodies, form.type.item))


def variable_sign(form: VariableForm) -> VariableSign:
    """Return what is remembered."""
    return VariableSign(form.form.told, form.name, form.per, form.scope, form.spendable, _regeneration(form))


def _regeneration(form: VariableForm) -> Regeneration | None:
    """Return how a variable grows; `it` is the record for which it is kept."""
    rule = entry(form.node, "regenerates")
    if rule is None:
        return None
    params = (("it", record(form.per)),) if form.per else ()
    wanted = integer(0, form.form.type.hi)

    def said(word: str) -> FormulaSign:
        text = scalar_text(entry(rule, word))
        constant = whole(text)
        body = text if constant is None else const(constant)
        return FormulaSign(f"{word}{OF_VARIABLE}{form.name}", params, (body,), wanted)

    every = duration(scalar_text(entry(rule, "every"))) or 1
    return Regeneration(said("by"), every, said("up_to"), f"{form.name}{SINCE}")


def formula_sign(name: str, node: Node, kinds: Dict[str, KindForm], offers: Dict[str, str]) -> FormulaSign:
    """Return a formula's parameters and body; with `as: chance` it is proved to be one."""
    wanted = Type("number", 0, 1) if scalar_text(entry(node, "as")) == "chance" else None
    return FormulaSign(name, _params(node, kinds, offers), (scalar_text(entry(node, "is")),), wanted)


def choice_sign(name: str, node: Node) -> ChoiceSign:
    """Return a choice's kind and the cells of its picks; with `where` there may be none."""
    picks = whole(scalar_text(entry(node, "pick"))) or 1
    slots = tuple(f"choice.{name}.{index}" for index in range(picks))
    one_of, many = scalar_text(entry(node, "one_of")), entry(node, "pick") is not None
    return ChoiceSign(one_of, slots, many, optional=entry(node, "where") is not None)


def call_sign(node: Node, kinds: Dict[str, KindForm], offers: Dict[str, str] = NO_OFFERS) -> CallSign:
    """Return what a table or a limit is called with."""
    return CallSign(_params(node, kinds, offers))


def _params(node: Node, kinds: Dict[str, KindForm], offers: Dict[str, str]) -> Params:
    forms = {name: read_param(value, kinds, offers) for name, value in parameters(node).items()}
    return tuple((name, form.told) for name, form in forms.items() if form)
