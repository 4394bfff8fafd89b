"""The parts that schemas are made of: closed mappings, lists, choices by form or by key, never a `oneOf`.

A value that does not fit is explained in the words of the schema it broke: `x-form` says what is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = Any  # what schemas are made of and what they judge
Schema = dict[str, Json]

SCALAR = ["string", "number", "boolean"]


def ref(name: str) -> Schema:
    """Point at a shared definition."""
    return {"$ref": f"#/$defs/{name}"}


def refer(noun: str) -> Schema:
    """Return what an id of *noun* (or of a group such as `said`) fits; which there are is a later check."""
    return {**ref("text_key" if noun in {"texts", "said", "excepted"} else "reference"), "x-ref": noun}


def key(schema: Schema, help: str, *examples: Json, **more: Json) -> Schema:  # noqa: A002 - the author's word
    """Describe one key: what it does, as hovers and the reference show it, with examples."""
    described = {**schema, "description": help, **more}
    return {**described, "examples": list(examples)} if examples else described


def scalar(form: str, **limits: Json) -> Schema:
    """Return what any one value fits, read as text: an expression, a text."""
    return {"type": SCALAR, "x-form": form, **limits}


def text(form: str, pattern: str) -> Schema:
    """Return what a text of one pattern fits."""
    return {"type": "string", "pattern": pattern, "x-form": form}


def words(*known: str, form: str = "") -> Schema:
    """Return what one of a few words fits."""
    return {
        "enum": list(known),
        "x-form": form or ("one of " if known[1:] else "") + ", ".join(f"`{word}`" for word in known),
    }


def closed(form: str, properties: dict[str, Schema], required: Iterable[str] = ()) -> Schema:
    """Return a mapping with these keys and no others."""
    return {
        "type": "object",
        "x-form": form,
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def mapping(form: str, names: Schema, values: Schema, **limits: Json) -> Schema:
    """Return a mapping whose keys the author chooses."""
    return {
        "type": "object",
        "x-form": form,
        "propertyNames": names,
        "additionalProperties": values,
        **limits,
    }


def sequence(form: str, items: Schema, **limits: Json) -> Schema:
    """Return a list."""
    return {"type": "array", "x-form": form, "items": items, **limits}


def either(
    form: str, *, scalar: Schema | None = None, sequence: Schema | None = None, mapping: Schema | None = None
) -> Schema:
    """Return what may be written in several forms; the form decides which schema speaks."""
    shapes: list[tuple[Json, Schema | None]] = [(SCALAR, scalar), ("array", sequence), ("object", mapping)]
    known = [(types, schema) for types, schema in shapes if schema is not None]
    types = [name for types, _ in known for name in (types if isinstance(types, list) else [types])]
    rules = [{"if": {"type": shape}, "then": schema} for shape, schema in known]
    return {"type": types, "x-form": form, "allOf": rules}


def cases(form: str, choices: dict[str, Schema]) -> Schema:
    """Return a mapping that its first known key makes one thing or another."""
    chain: Schema = {"not": {}, "x-form": form, "x-keys": list(choices)}
    for name, schema in reversed(choices.items()):
        chain = {"if": {"required": [name]}, "then": schema, "else": chain}
    return {"type": "object", "x-form": form, "allOf": [{"if": {"type": "object"}, "then": chain}]}


def later(what: str) -> Schema:
    """Return what nothing fits yet."""
    return {"not": {}, "x-later": what, "description": "Not yet part of the language."}
