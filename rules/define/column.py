"""The records of a kind -> its constant columns, maps and lists."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from operator import itemgetter
from typing import Any

from rules.define.form import Form
from rules.define.kind import KindForm
from rules.define.value import Miss, Reader, Reading, as_text
from rules.expression.type import NONE, TEXT, TEXTS, Type
from rules.pack.image import Plain, image
from rules.pack.tree import Path
from rules.program.catalogue import Kind

COMMON: dict[str, Type] = {"name": TEXT, "emoji": TEXT, "summary": TEXT, "image": TEXT, "tags": TEXTS}
IMAGE = "image"
ELSEWHERE = frozenset({"formula", "table", "amounts"})  # fields of these types are no columns
_NOTHING: dict[str, Any] = {"text": "", "texts": (), "list": (), "map": {}}

Rows = list[dict[int, Any]]


class Columns:
    """Fill the columns of kinds; what cannot be read is collected in *misses*."""

    def __init__(self, reading: Reading, misses: list[Miss]) -> None:
        """Read with *reading*."""
        self._reading = reading
        self._misses = misses

    def kind(self, form: KindForm) -> Kind:
        """Return the constant part of a kind."""
        kind = Kind(
            form.name,
            tuple(form.records),
            ordered_by=form.ordered_by,
            holdable=form.holdable,
            secret=form.secret,
            renamed=form.renamed,
        )
        for name, slot in form.fields.items():
            if slot.type.name not in ELSEWHERE:
                self._fill(kind, form, name, slot)
            elif slot.optional and slot.type.name != "formula":
                kind.columns[name] = _there(form, name)
        for name, type_ in COMMON.items():
            if name not in form.fields:
                self._fill(kind, form, name, Form(type_, form.node, optional=True))
        return kind

    def _fill(self, kind: Kind, form: KindForm, name: str, slot: Form) -> None:
        type_, read = slot.type, self._reading.reader(slot.type)
        otherwise = self._default(form.name, name, slot, read)
        said = any(name in record for record in form.records.values())
        values = self._values(form, name, read, otherwise) if said else [otherwise] * len(form.records)
        if type_.name == "map":
            kind.maps[name] = self._dense(form.name, name, slot, values)
        elif type_.name in {"list", "texts"}:
            kind.lists[name] = tuple(values)
        else:
            kind.columns[name] = tuple(values)

    def _values(self, form: KindForm, name: str, read: Reader, otherwise: Any) -> list[Any]:
        plains = written_in(form.records.values(), name)
        if name == IMAGE and name not in form.fields:
            plains = [file_of(plain) for plain in plains]
        found = read_together(plains, read, otherwise)
        if not self._reading.amiss:
            return found
        list(self._reading.missed(()))
        for id_, plain in zip(form.records, plains, strict=True):
            if plain is not None:
                self._read(read, plain, (form.name, id_, name))
        return found

    def _default(self, kind: str, name: str, slot: Form, read: Reader) -> Any:
        """Return what a record has that does not say: the default, else nothing."""
        plain = None if slot.default is None else image(slot.default)
        if plain is None or (slot.type.name == "map" and isinstance(plain, str)):
            return _NOTHING.get(slot.type.name, NONE)
        return self._read(read, plain, ("kinds", kind, "fields", name, "default"))

    def _read(self, read: Reader, plain: Plain, path: Path) -> Any:
        value = read(plain)
        self._misses += self._reading.missed(path)
        return value

    def _dense(self, kind: str, name: str, slot: Form, rows: Rows) -> tuple[tuple[Any, ...], ...]:
        """Return a row for each record, with a value for each key; a default may be one for all."""
        absent = NONE
        plain = None if slot.default is None else image(slot.default)
        if slot.type.item is not None and isinstance(plain, str):
            read = self._reading.reader(slot.type.item)
            absent = self._read(read, plain, ("kinds", kind, "fields", name, "default"))
        width = len(self._reading.records(slot.type.params[0].kind))
        filled = mirrored(rows) if slot.symmetric else rows
        return tuple(tuple(row.get(key, absent) for key in range(width)) for row in filled)


def written_in(records: Iterable[Dict[str, Plain]], name: str) -> list[Plain]:
    """Return what each record says under *name*, None where it says nothing."""
    try:
        return list(map(itemgetter(name), records))  # most fields are in every record
    except KeyError:
        return [record.get(name) for record in records]


def file_of(image: Plain | None) -> Plain | None:
    """Return the file, or the address, of a picture; whose it is stands beside it."""
    return image.get("file") if isinstance(image, dict) else image


def read_together(plains: list[Plain], read: Reader, otherwise: Any) -> list[Any]:
    """Return the value of each; what stands in many records is read once."""
    if plains.count(None) == len(plains):
        return [otherwise] * len(plains)
    if read is as_text:
        return [plain if type(plain) is str else otherwise for plain in plains]
    try:
        different = set(plains)
    except TypeError:  # lists and mappings
        return [otherwise if plain is None else read(plain) for plain in plains]
    known = {plain: otherwise if plain is None else read(plain) for plain in different}
    return [known[plain] for plain in plains]


def mirrored(rows: Rows) -> Rows:
    """Return a map with the other half of it, of which each pair was written once."""
    whole = [dict(row) for row in rows]
    for left, row in enumerate(rows):
        for right, value in row.items():
            if right < len(whole):
                whole[right].setdefault(left, value)
    return whole


def _there(form: KindForm, name: str) -> tuple[int, ...]:
    """Return for each record whether it has a field that is no column: 0 where it has, else nothing."""
    default = form.fields[name].default is not None
    return tuple(0 if default or name in record else NONE for record in form.records.values())
