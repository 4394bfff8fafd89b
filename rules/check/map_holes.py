"""A map without a default that does not say a value for every record of its key's kind."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.kind import KindForm
from rules.expression.type import NONE
from rules.problem import Problem, error

HOLE = error("E620", "a map has no value for a record")
CODES = (HOLE,)

_NAMED = 6


def check(pack: Subject) -> Iterator[Problem]:
    """Yield each record's map that has holes, all holes named."""
    for name, kind in pack.definitions.kinds.items():
        for field, form in kind.fields.items():
            if form.type.name == "map" and form.default is None and not form.optional and form.type.params:
                yield from _holes(pack, kind, field, pack.catalogue.kinds[name].maps.get(field, ()))


def _holes(
    pack: Subject, kind: KindForm, field: str, rows: tuple[tuple[object, ...], ...]
) -> Iterator[Problem]:
    ids = pack.catalogue.kinds[kind.fields[field].type.params[0].kind].ids
    for (name, record), row in zip(kind.records.items(), rows, strict=True):
        missing = [key for key, value in zip(ids, row, strict=True) if value == NONE]
        found = pack.resolved.at((kind.name, name)) if missing else None
        if found is not None and not pack.broken(found.node):
            written = pack.resolved.at((kind.name, name, field)) if field in record else None
            place = written.key.place if written and written.key else pack.place(kind.name, name)
            named = ", ".join(f"`{key}`" for key in missing[:_NAMED]) + (
                ", …" if len(missing) > _NAMED else ""
            )
            help_ = f"write one for each, or a `default` in `kinds.{kind.name}.fields.{field}`"
            yield HOLE.at(place, f"`{field}` of `{name}` says nothing for {named}", help=help_)
