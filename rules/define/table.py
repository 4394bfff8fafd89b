"""Tables, also those that stand in records -> their nodes, and which one each record's field names."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from rules.define.form import Form
from rules.define.kind import KindForm
from rules.define.value import TABLE, Miss
from rules.document import Mapping, Node
from rules.pack import Resolved
from rules.pack.image import Plain, image


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table, inline ones as `kind.record.field`; *fields*: (kind, field) -> each record's."""

    nodes: dict[str, Node]
    fields: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def tables_of(
    resolved: Resolved, kinds: Dict[str, KindForm], declared: dict[str, Node], misses: list[Miss]
) -> Tables:
    """Return every table of a pack; a record's own is asked for its node only where it has one."""
    found = Tables(declared)
    for kind in kinds.values():
        for name, slot in kind.fields.items():
            if slot.type.name == "table":
                found.fields[kind.name, name] = tuple(_named(resolved, kind, name, slot, found.nodes))
                misses += _missing(kind, name, found)
    return found


def _named(
    resolved: Resolved, kind: KindForm, name: str, slot: Form, nodes: dict[str, Node]
) -> Iterator[str]:
    default: Plain = "" if slot.default is None else image(slot.default)
    for id_, record in kind.records.items():
        plain = record.get(name, default)
        if isinstance(plain, str):
            yield resolved.current("tables", plain)
            continue
        inline = f"{kind.name}.{id_}.{name}"
        found = resolved.at((kind.name, id_, name)) if name in record else None
        node = slot.default if found is None else found.node
        if isinstance(node, Mapping):
            nodes[inline] = node
        yield inline if isinstance(node, Mapping) else ""


def _missing(kind: KindForm, name: str, tables: Tables) -> Iterator[Miss]:
    """Yield the fields that name a table which is not there."""
    for id_, table in zip(kind.records, tables.fields[kind.name, name], strict=True):
        if table and table not in tables.nodes:
            own = name in kind.records[id_]
            yield Miss(
                (kind.name, id_, name) if own else ("kinds", kind.name, "fields", name, "default"), TABLE
            )
