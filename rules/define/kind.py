"""Kinds and their records -> codes in canonical order and constant columns."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from fractions import Fraction

from rules.define.form import Form, entry, read_form, scalar_text
from rules.define.literal import day, exact, whole
from rules.define.value import Reader, reader_of
from rules.document import Mapping, Node, Scalar
from rules.expression.type import NONE, TEXT, TEXTS, Type
from rules.program.catalogue import Kind
from rules.source import Source

COMMON: dict[str, Type] = {"name": TEXT, "emoji": TEXT, "summary": TEXT, "image": TEXT, "tags": TEXTS}
NOTHING_WRITTEN = Scalar(Source("", ""), 0, 0, "", True)  # noqa: FBT003 - how documents make them
MOST = 10**12  # of a holding, where the kind does not say


@dataclass(frozen=True, slots=True)
class KindForm:
    """A kind as an author declared it, with its records in canonical order."""

    name: str
    node: Node
    fields: dict[str, Form]
    records: dict[str, Mapping]
    holdable: bool = False
    most: int = MOST
    ordered_by: str = ""
    secret: bool = False


@dataclass(slots=True)
class Unknown:
    """References that lead nowhere: the scalar, and the kind of which no such record is."""

    found: list[tuple[Node, str]] = field(default_factory=list)


def kind_forms(root: Dict[str, Node]) -> dict[str, KindForm]:
    """Return every kind of the pack, with its records."""
    declared = root.get("kinds")
    nodes = declared.entries if isinstance(declared, Mapping) else {}
    return {name: _kind_form(name, nodes, root) for name in sorted(nodes)}


def _kind_form(name: str, nodes: dict[str, Node], root: Dict[str, Node]) -> KindForm:
    node = nodes[name]
    stated = entry(node, "fields")
    written = stated.entries if isinstance(stated, Mapping) else {}
    forms = {key: read_form(value, nodes) for key, value in written.items()}
    ordered_by = scalar_text(entry(node, "ordered_by"))
    return KindForm(
        name,
        node,
        {key: form for key, form in forms.items() if form},
        _ordered(root.get(name), ordered_by),
        holdable=scalar_text(entry(node, "holdable")) == "stack",
        most=whole(scalar_text(entry(node, "most"))) or MOST,
        ordered_by=ordered_by,
        secret=scalar_text(entry(node, "secret")) == "true",
    )


def _ordered(node: Node | None, ordered_by: str) -> dict[str, Mapping]:
    """Return the records by id in canonical order: by the field that orders them, then by id."""
    found = node.entries if isinstance(node, Mapping) else {}
    records = {name: value for name, value in found.items() if isinstance(value, Mapping)}

    def rank(name: str) -> tuple[Fraction, str]:
        text = scalar_text(records[name].entries.get(ordered_by)) if ordered_by else ""
        on = day(text)
        return (Fraction(on) if on is not None else exact(text) or Fraction(0)), name

    return {name: records[name] for name in sorted(records, key=rank)}


def catalogue_kinds(forms: dict[str, KindForm], unknown: Unknown) -> dict[str, Kind]:
    """Return the constant part of every kind: its columns, maps and lists."""
    codes = {name: {key: code for code, key in enumerate(form.records)} for name, form in forms.items()}
    return {name: _catalogue_kind(form, codes, unknown) for name, form in forms.items()}


def _catalogue_kind(form: KindForm, codes: dict[str, dict[str, int]], unknown: Unknown) -> Kind:
    kind = Kind(form.name, tuple(form.records), ordered_by=form.ordered_by, holdable=form.holdable, secret=form.secret)
    for name, slot in form.fields.items():
        _fill(kind, form, name, slot, codes, unknown)
    for name, type_ in COMMON.items():
        if name not in form.fields:
            _fill(kind, form, name, Form(type_, form.node, optional=True), codes, unknown)
    return kind


def _fill(
    kind: Kind, form: KindForm, name: str, slot: Form, codes: dict[str, dict[str, int]], unknown: Unknown
) -> None:
    type_ = slot.type
    if type_.name in {"formula", "table", "amounts"}:
        return
    read = reader_of(slot, codes, unknown.found)
    values = [_value(record.entries.get(name), slot, read) for record in form.records.values()]
    if type_.name == "map":
        kind.maps[name] = tuple(tuple(row) for row in _mirrored(values, slot))
    elif type_.name in {"list", "texts"}:
        kind.lists[name] = tuple(tuple(value) for value in values)
    else:
        kind.columns[name] = tuple(values)


def _value(node: Node | None, slot: Form, read: Reader) -> object:
    """Read one field of one record: what is written, else the default, else nothing."""
    node = node or slot.default or (NOTHING_WRITTEN if slot.type.name == "map" else None)
    if node is not None:
        return read(node)
    return {"text": "", "texts": (), "list": ()}.get(slot.type.name, NONE)


def _mirrored(rows: list[list[int]], slot: Form) -> list[list[int]]:
    """Fill the other half of a symmetric map, of which each pair is written once."""
    if slot.symmetric:
        for left, row in enumerate(rows):
            for right, value in enumerate(row):
                if value != NONE and rows[right][left] == NONE:
                    rows[right][left] = value
    return rows
