"""Definitions that claim to be what somebody wrote -> what of them the gate does not let through.

It asks what they are, and not how they were made: only records that are like the template's, with texts that
are read and nothing else, and one table that gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from rules.pack.image import Plain, canonical
from rules.propose.legible import illegible, tidy
from rules.propose.publish import IMAGE, LICENCE, PICTURE
from rules.propose.template import NAME, Plains, Template

_MOST = 20_000  # characters of all definitions together
_WEIGHT = re.compile(r"[1-9][0-9]{0,17}")
_PICTURE = re.compile(re.escape(PICTURE) + "[0-9a-f]{64}")


Definitions = Mapping[str, Mapping[str, Plain]]


def refused(
    plains: Plains, template: Template, id_: str, definitions: Definitions, likes: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is not let through, in words; nothing where all is. *likes*: what each record is like."""
    if len(canonical(definitions)) > _MOST:
        yield f"`{id_}` has more than {_MOST} characters"
        return
    for noun in definitions.keys() - {template.kind, template.each}:
        yield f"`{noun}` is nothing that players write"
    wholes, records = definitions.get(template.kind, {}), definitions.get(template.each, {})
    if not isinstance(wholes, dict) or not isinstance(records, dict):
        yield f"`{id_}` is no records"
        return
    if set(wholes) != {id_}:
        yield f"`{template.kind}` must have `{id_}` alone"
    if not template.least <= len(records) <= template.most:
        yield f"`{template.each}` must have from {template.least} to {template.most} records"
    if likes.keys() != records.keys() or not set(likes.values()) <= template.models.keys():
        yield f"`{id_}` does not say which model each of its records is like"
        return
    yield from _records(plains, template, id_, records, likes)
    for whole in wholes.values():
        yield from _whole(plains, template, id_, whole, likes)


def _records(
    plains: Plains, template: Template, id_: str, records: Mapping[str, Plain], likes: Mapping[str, str]
) -> Iterator[str]:
    own = re.compile(rf"{re.escape(id_)}_[1-9][0-9]{{0,4}}")
    for name, record in records.items():
        if not own.fullmatch(name):
            yield f"`{template.each}.{name}` does not begin with `{id_}_`"
        if not _is_like(record, plains[template.each][likes[name]], template, id_):
            yield f"`{template.each}.{name}` is not like `{likes[name]}`"


def _whole(
    plains: Plains, template: Template, id_: str, whole: Plain, own: Mapping[str, str]
) -> Iterator[str]:
    """Yield what of the whole is not let through; *own*: its records, and what each is like."""
    model = plains[template.kind][template.like]
    texts = {NAME: template.longest, **template.texts}
    if not isinstance(whole, dict):
        yield f"`{template.kind}.{id_}` is no record"
        return
    for name, part in whole.items():
        if name in texts:
            if not _is_text(part, texts[name]):
                yield f"`{name}` of `{id_}` is no text of at most {texts[name]} characters that can be read"
        elif name != template.table and (name == IMAGE or model.get(name) != part):
            yield f"`{name}` of `{id_}` is not what the template says"
    table = whole.get(template.table)
    if not _is_table(table, set(own)):
        yield f"`{template.table}` of `{id_}` gives anything but its own records, one at a time"
    elif len(set(_weights(template, table, own))) > 1:
        yield f"`{template.table}` of `{id_}` has other odds than the template"


def _is_like(record: Any, model: dict[str, Plain], template: Template, id_: str) -> bool:
    """Tell whether a record differs from its model in what it is called and belongs to alone."""
    if not isinstance(record, dict) or not _is_text(record.get(NAME), template.longest):
        return False
    return all(
        name == NAME
        or (name == template.part_of and part == id_)
        or (name == IMAGE and _is_picture(part))
        or (name not in {IMAGE, template.part_of} and model.get(name) == part)
        for name, part in record.items()
    )


def _is_picture(part: Any) -> bool:
    match part:
        case {"file": str(file), "author": str(author), "licence": str(licence), **rest}:
            known = _PICTURE.fullmatch(file) is not None and licence == LICENCE
            return known and not rest and _is_text(author, len(author))
        case _:
            return False


def _is_text(part: Any, most: int) -> bool:
    if not isinstance(part, str) or not 0 < len(part) <= most:
        return False
    return part == tidy(part) and not illegible(part)


def _is_table(table: Any, own: set[str]) -> bool:
    if not isinstance(table, dict) or set(table) != {"entries"} or not isinstance(table["entries"], dict):
        return False
    entries = table["entries"]
    return set(entries) == own and all(_is_entry(name, each) for name, each in entries.items())


def _weights(template: Template, table: Any, own: Mapping[str, str]) -> Iterator[Fraction]:
    """Yield, for each model, what those like it weigh against what the template says: all the same."""
    for like in dict.fromkeys(own.values()):
        weights = [int(table["entries"][name]["weight"]) for name, other in own.items() if other == like]
        if len(set(weights)) > 1:
            yield Fraction(-1)
        yield sum(weights) / template.models[like].weight


def _is_entry(name: str, entry: Any) -> bool:
    if not isinstance(entry, dict) or set(entry) != {"weight", "give"} or entry["give"] != {name: "1"}:
        return False
    return isinstance(entry["weight"], str) and _WEIGHT.fullmatch(entry["weight"]) is not None
