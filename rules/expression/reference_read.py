"""Names, fields, maps and cells, as the reference evaluator reads them: by id."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from rules.expression.reference_value import OfferRef, Ref, Value, opened
from rules.expression.scope import VariableSign, Vocabulary
from rules.expression.type import DURATIONS, NONE, Type

if TYPE_CHECKING:
    from rules.expression.reference import Reference

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS: dict[str, Value] = {
    "true": True,
    "false": False,
    "none": None,
    **{name: number for number, name in enumerate(_DAYS, 1)},
    **DURATIONS,
}


def name(at: Reference, word: str) -> Value:
    """Return what a bare name means; what means nothing else is a record's id."""
    declared = at.declared
    if word in at.sample.locals:
        return at.sample.locals[word]
    if word in {"now", "today", "me"}:
        return getattr(at.sample.moment, word)
    if word in _WORDS:
        return _WORDS[word]
    if word in declared.variables:
        return cell(at, declared.variables[word].slot)
    if word in declared.formulas:
        return at.applied(declared.formulas[word], ())
    if word in declared.choices:
        chosen = {cell(at, slot) for slot in declared.choices[word].slots}
        if not declared.choices[word].many:
            return chosen.pop()
        ids = declared.kind(declared.choices[word].kind).ids
        return tuple(sorted((record for record in chosen if record), key=lambda record: ids.index(record.id)))
    return Ref(word)


def cell(at: Reference, slot: str, key: Value = None) -> Value:
    """Return what is in a cell, the slot's default if nothing was written."""
    family = at.declared.catalogue.slot(slot)
    held = at.sample.cells.get(slot, {} if family.kind else family.default)
    if family.kind:
        held = held.get(key.id if isinstance(key, Ref) else key, family.default)
    return held if isinstance(held, Ref | None) else opened(at.declared.catalogue, family.type, held)


def is_kind(at: Reference, tree: ast.expr) -> bool:
    """Tell whether a tree is the bare name of a kind and of nothing else."""
    if not isinstance(tree, ast.Name) or tree.id not in at.declared.kinds:
        return False
    others = (at.sample.locals, _WORDS, at.declared.variables, at.declared.formulas, at.declared.choices)
    return not any(tree.id in names for names in others)


def attribute(at: Reference, tree: ast.Attribute) -> Value:
    """Return `a.b`: a field, a record of a kind, a member of a signal, or what another player has."""
    if is_kind(at, tree.value):
        assert isinstance(tree.value, ast.Name)  # noqa: S101 - `is_kind`
        return Ref(tree.attr, tree.value.id)
    base = at.of(tree.value)
    if isinstance(base, dict):
        return base[tree.attr]
    if isinstance(base, Ref):
        return field(at, base, tree.attr)
    if isinstance(base, OfferRef):
        return part(at, base, tree.attr)
    return name(at.of_player(base), tree.attr)


def part(at: Reference, offer: OfferRef, word: str, key: Value = None) -> Value:
    """Return what an offer has: a field, what lies in it by asset, or who has part in it."""
    held = at.sample.offers[offer.number]
    if word == "players":
        return _players(at, offer)
    if word in {"held", "put"}:
        begin = f"{offer.kind}.put."
        total: dict[tuple[str, str], int] = {}
        for slot, escrow in held.items():
            for (putter, id_), amount in escrow.items() if slot.startswith(begin) else ():
                if word == "held" or putter == key:
                    asset_ = slot.removeprefix(begin), id_
                    total[asset_] = total.get(asset_, 0) + amount
        return total
    inner = replace(at, sample=replace(at.sample, cells=held))
    return cell(inner, f"{offer.kind}.{word}", key)


def _players(at: Reference, offer: OfferRef) -> tuple[int, ...]:
    """Return who put something in, is named in a field, or has a value in one that is kept for each."""
    found: set[int] = set()
    for slot in at.declared.catalogue.slots:
        held = at.sample.offers[offer.number].get(slot.name) if slot.scope == offer.kind else None
        if isinstance(held, dict):
            nothing = opened(at.declared.catalogue, slot.type, slot.default)
            found |= {
                key[0] if isinstance(key, tuple) else key for key, value in held.items() if value != nothing
            }
        elif slot.type.name == "player" and not slot.name.endswith(".owner") and held is not None:
            found.add(held)
    return tuple(sorted(found - {0}))


def field(at: Reference, record: Ref, word: str, args: tuple[Value, ...] = ()) -> Value:
    """Return a field of a record, called with *args* if it is a formula."""
    kind = record.kind or _only_kind(at.declared, record, word)
    sign = at.declared.field(kind, word)
    assert sign is not None  # noqa: S101 - the name was checked when the text was typed
    if sign.formula is not None:
        return at.applied(sign.formula, (Ref(record.id, kind), *args))
    records = at.declared.kind(kind)
    code = records.codes[record.id]
    catalogue = at.declared.catalogue
    match sign.type:
        case Type(name="amounts"):
            return _amounts(at.declared, kind, word, code)
        case Type(name="map", item=Type() as item, params=(Type(kind=keys),)):
            row = zip(at.declared.kind(keys).ids, records.maps[word][code], strict=True)
            return {key: opened(catalogue, item, value) for key, value in row}
        case Type(name="list", item=Type() as item):
            return tuple(opened(catalogue, item, value) for value in records.lists[word][code])
        case Type(name="texts"):
            return records.lists[word][code]
        case _:
            return opened(catalogue, sign.type, records.columns[word][code])


def _only_kind(declared: Vocabulary, record: Ref, word: str) -> str:
    """Return the kind of a bare id: the one that has such a record and such a field."""
    (kind,) = (
        kind
        for kind, sign in declared.kinds.items()
        if word in sign.fields and record.id in declared.kind(kind).codes
    )
    return kind


def _amounts(
    declared: Vocabulary, kind: str, word: str, code: int
) -> dict[tuple[str, str | None], int] | None:
    column = declared.kind(kind).columns.get(word)
    if column is not None and column[code] == NONE:
        return None
    found = {}
    for (slot, key), amounts in declared.kinds[kind].fields[word].amounts.items():
        family = declared.catalogue.slot(slot)
        found[slot, declared.kind(family.kind).ids[key] if family.kind else None] = amounts[code]
    return found


def subscript(at: Reference, tree: ast.Subscript) -> Value:
    """Return `a[b]`: the value of a map, or so much of an asset."""
    base = at.of(tree.value)
    if any(isinstance(key, str) for key in base):
        return base[at.of(tree.slice).id]
    return base.get(asset(at, tree.slice), 0)


def asset(at: Reference, tree: ast.expr) -> tuple[str, str | None]:
    """Return what an amount counts, by slot and id."""
    variables = at.declared.variables
    if isinstance(tree, ast.Name) and tree.id not in at.sample.locals and _spendable(variables.get(tree.id)):
        return variables[tree.id].slot, None
    if (
        isinstance(tree, ast.Call)
        and isinstance(tree.func, ast.Name)
        and _spendable(variables.get(tree.func.id))
    ):
        return variables[tree.func.id].slot, at.of(tree.args[0]).id
    return holding(at, at.of(tree))


def holding(at: Reference, record: Ref) -> tuple[str, str]:
    """Return the cell in which a record is held."""
    sign = at.declared.kinds[record.kind or at.declared.holdable[record.id]].holding
    assert sign is not None  # noqa: S101 - only what can be held is asked for
    return sign.slot, record.id


def _spendable(sign: VariableSign | None) -> bool:
    return sign is not None and sign.spendable
