"""What somebody wrote, by a template -> the definitions that it is in the game: records, and one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm

from rules.pack.image import Plain
from rules.propose.template import NAME, Plains, Template
from rules.propose.written import Written

PICTURE = "brought://"  # where pictures are that players brought, by hash
IMAGE = "image"
_OWN = frozenset({"summary", "tags", IMAGE})  # what a record says of itself alone
LICENCE = "with permission"


@dataclass(frozen=True, slots=True)
class Publication:
    """Definitions by kind and id; what each record becomes once it is taken down, as assets and amounts."""

    definitions: Mapping[str, Mapping[str, Plain]]
    becomes: Mapping[str, Mapping[str, Mapping[str, str]]]


def publication(plains: Plains, template: Template, id_: str, written: Written) -> Publication:
    """Return the definitions; *id_* is what the whole is called, and what every other id begins with."""
    count = Counter(written.likes.values())
    scale = lcm(*count.values(), *(template.models[like].weight.denominator for like in count))
    records: dict[str, Plain] = {}
    becomes: dict[str, dict[str, str]] = {}
    entries: dict[str, Plain] = {}
    for number, name in written.names.items():
        own, by = own_id(id_, number), template.models[written.likes[number]]
        model = _model(dict(plains[template.each][by.like]))
        records[own] = {**model, NAME: name, template.part_of: id_}
        if number in written.pictures:
            whose = {"author": written.name, "licence": LICENCE}
            records[own][IMAGE] = {"file": f"{PICTURE}{written.pictures[number]}", **whose}
        becomes[own] = {asset: str(amount) for asset, amount in by.becomes.items()}
        entries[own] = {"weight": str(by.weight * scale / count[by.like]), "give": {own: "1"}}
    whole = {**_model(dict(plains[template.kind][template.like])), NAME: written.name, **written.texts}
    whole[template.table] = {"entries": entries}
    return Publication(
        {template.kind: {id_: whole}, template.each: records},
        {template.kind: {id_: {}}, template.each: becomes},
    )


def own_id(id_: str, number: int) -> str:
    """Return the id of the record that a name of the list is."""
    return f"{id_}_{number}"


def _model(record: dict[str, Plain]) -> dict[str, Plain]:
    """Return what a record hands on to those that are like it."""
    return {name: part for name, part in record.items() if name not in _OWN}
