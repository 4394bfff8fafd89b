"""A kind's declaration -> the schema of its records."""

from __future__ import annotations

from collections.abc import Callable

from rules.pack.image import Plain
from rules.schema.part import SCALAR, Json, Schema, closed, either, key, mapping, ref, refer, scalar, sequence
from rules.schema.value import value

_MOST = 10**9

_PICTURE = closed(
    "a picture",
    {
        "file": key(ref("name"), "A file in the folder of the pack: PNG, JPEG or WebP.", "griffin.png"),
        "author": key(ref("name"), "Who made it.", "Ana"),
        "licence": key(ref("name"), "By what right the game shows it.", "CC-BY-4.0", "my own"),
    },
    ["file", "author", "licence"],
)

BASE: dict[str, Schema] = {
    "name": key(ref("name"), "What players read.", "Griffin"),
    "emoji": key(ref("name"), "A sign of it."),
    "summary": key(ref("text"), "What it is, in a sentence that is worth reading."),
    "image": key(
        either(
            "a picture: an address, or `{file: …, author: …, licence: …}`",
            scalar=scalar("an address"),
            mapping=_PICTURE,
        ),
        "A picture: an address, or a file in the folder of the pack, and whose it is.",
        {"file": "griffin.png", "author": "Ana", "licence": "CC-BY-4.0"},
    ),
    "tags": key(
        sequence("a list of tags", ref("reference"), uniqueItems=True),
        "Words to sort and search by.",
        ["limited"],
    ),
}

# How a reference to a kind is written; the editor's schema lists the ids instead.
Reference = Callable[[str], Schema]


def any_reference(kind: str) -> Schema:  # noqa: ARG001 - which ids there are is a later check
    """Return what any id fits."""
    return ref("reference")


def record(kind: Plain, reference: Reference = any_reference) -> Schema:
    """Return the schema of a record of a kind, as the kind declares it."""
    fields = _dict(_dict(kind).get("fields"))
    described = {name: key(slot(field, reference), _help(field)) for name, field in fields.items()}
    needed = [name for name, field in fields.items() if not may_lack(field)]
    return closed("a record", {**BASE, **described}, needed)


def may_lack(field: Plain) -> bool:
    """Tell whether a record may leave a field out."""
    declared = _dict(field)
    return declared.get("optional") == "true" or "default" in declared


def slot(field: Plain, reference: Reference = any_reference) -> Schema:
    """Return what a value of a declared type fits; what is declared wrongly is judged elsewhere."""
    if isinstance(field, list):
        item = slot(field[0], reference) if field else {}
        return sequence(f"a list, such as `[{_name(field)}, …]`", item, uniqueItems=True)
    if isinstance(field, dict):
        if "type" in field:
            return slot(field["type"], reference)
        return next((make(field, reference) for name, make in _COMPOUND.items() if name in field), {})
    simple = _SIMPLE.get(str(field))
    return (
        simple
        if simple is not None
        else {**reference(str(field)), "x-form": f"the id of a record of `{field}`"}
    )


def _whole(lowest: Json, highest: Json) -> Schema:
    bounds = {
        name: bound for name, bound in (("minimum", lowest), ("maximum", highest)) if isinstance(bound, int)
    }
    return {"type": "integer", "x-form": "a whole number", **bounds}


def _int(field: dict[str, Plain], _: Reference) -> Schema:
    return _whole(*_bounds(field["int"]))


def _number(field: dict[str, Plain], _: Reference) -> Schema:
    lowest, highest = _bounds(field["number"])
    return {
        **ref("number"),
        **{name: bound for name, bound in (("minimum", lowest), ("maximum", highest)) if _real(bound)},
    }


def _text(field: dict[str, Plain], _: Reference) -> Schema:
    most = value(field["text"])
    return scalar("a text", **({"maxLength": most} if isinstance(most, int) else {}))


def _map(field: dict[str, Plain], reference: Reference) -> Schema:
    parts = field["map"]
    if not isinstance(parts, list) or len(parts) != 2:  # noqa: PLR2004 - key and value
        return {}
    return mapping(f"a mapping from `{_name(parts)}`", slot(parts[0], reference), slot(parts[1], reference))


_COMPOUND: dict[str, Callable[[dict[str, Plain], Reference], Schema]] = {
    "int": _int,
    "number": _number,
    "text": _text,
    "texts": lambda _field, _reference: sequence("a list of texts", ref("name")),
    "map": _map,
    "formula": lambda _field, _reference: ref("expression"),
}

_SIMPLE: dict[str, Schema] = {
    "int": _whole(0, _MOST),
    "number": ref("number"),
    "chance": {
        "type": ["number", "string"],
        "minimum": 0,
        "maximum": 1,
        "pattern": r"^(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+)\s*%$",
        "x-form": "a chance: a percentage such as `15%`, or a number from 0 to 1",
        "x-percent": True,
    },
    "decimal": ref("number"),
    "bool": ref("truth"),
    "text": ref("text"),
    "texts": sequence("a list of texts", ref("name")),
    "day": ref("day"),
    "time": ref("day"),
    "duration": ref("duration"),
    "colour": ref("colour"),
    "player": {"type": SCALAR, "x-form": "a player"},
    "amounts": mapping(
        "amounts such as `{coins: 500}`", ref("asset"), _whole(0, None), **{"x-constant": True}
    ),
    "table": either("a table: its id, or `{entries: {…}}`", scalar=refer("tables"), mapping=ref("table")),
}


def _bounds(written: Plain) -> tuple[Json, Json]:
    ends = [value(end) for end in written] if isinstance(written, list) else []
    return (ends[0], ends[1]) if len(ends) == 2 else (None, None)  # noqa: PLR2004 - both ends


def _real(bound: Json) -> bool:
    return isinstance(bound, int | float) and not isinstance(bound, bool)


def _help(field: Plain) -> str:
    return f"{'May be left out; of' if may_lack(field) else 'Of'} type `{spell(field)}`."


def spell(field: Plain) -> str:
    """Write a declared type as its author did."""
    if isinstance(field, dict):
        return "{" + ", ".join(f"{name}: {spell(part)}" for name, part in field.items()) + "}"
    if isinstance(field, list):
        return "[" + ", ".join(spell(part) for part in field) + "]"
    return str(field)


def _name(parts: list[Plain]) -> str:
    return spell(parts[0]) if parts else ""


def _dict(plain: Plain) -> dict[str, Plain]:
    return plain if isinstance(plain, dict) else {}
