"""The schemas -> the language's reference, in Markdown: each noun, step and form, its keys and examples."""

from __future__ import annotations

from collections.abc import Iterator

from rules.schema.editor import written
from rules.schema.noun import Noun, nouns
from rules.schema.part import Schema
from rules.schema.record import BASE
from rules.schema.shared import SHARED, SIMPLE_TYPES, TYPES
from rules.schema.step import STEPS
from rules.schema.valid import definitions
from rules.schema.word import LATER_NOUNS, RESERVED

_HEAD = """# The language

This page is generated from the schemas that check a pack (`python -m rules.schema.reference`).

A pack is a folder with a `game.yaml`. Every file maps a noun, or a kind's own name, to `{id: definition}`;
files may be laid out as you like. Ids are small letters, digits and `_`. Values are read as text and typed by
their slot, so `24.5` is exact and `no` is a word. A key that is not listed here is an error.
"""
_WRITTEN_OUT = ("entry", "guarantee", "requirement")
_FORMS = (
    "expression",
    "chance",
    "weight",
    "times",
    "duration",
    "range",
    "day",
    "moment",
    "clock",
    "colour",
    "number",
    "amounts",
)


def reference() -> str:
    """Return the whole page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield _HEAD
    yield "## Nouns\n"
    for noun in nouns().values():
        yield from _noun(noun)
    yield (
        "### Records\n\n"
        "Under a kind's own name. Beside the fields that the kind declares, every record may have:\n"
    )
    yield from _table(dict(BASE), [])
    yield "## Steps\n\nWhat `do`, `then` and `else` hold: a list of steps, each with one of these keys.\n"
    for name, (summary, keys, needed) in STEPS.items():
        yield f"### `{name}`\n\n{summary}\n"
        yield from _table(keys, [name, *needed])
    yield from _types()
    yield "## Forms\n\n| form | is |\n|---|---|"
    for name in _FORMS:
        yield f"| {name} | {_cell(SHARED[name]['x-form'])} |"
    yield "\n## Words that are no ids\n"
    yield ", ".join(f"`{word}`" for word in sorted(RESERVED)) + ".\n"
    yield "## Not yet\n"
    yield "The nouns " + _listed(LATER_NOUNS) + " are known and refused for now.\n"


def _noun(noun: Noun) -> Iterator[str]:
    yield f"### `{noun.name}`\n\n{noun.summary}\n\n```yaml\n{noun.example}\n```\n"
    yield from _keys_of(noun.schema)


def _keys_of(schema: Schema) -> Iterator[str]:
    schema = _meant(schema)
    if "properties" in schema:
        yield from _table(schema["properties"], schema.get("required", []))
    elif isinstance(schema.get("items"), dict):
        yield from _keys_of(schema["items"])
    elif "allOf" in schema:
        yield from _table(*_merged(dict(_cases(schema["allOf"][0]["then"]))))


def _cases(chain: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each case of `part.cases` by the key that decides for it."""
    while "if" in chain:
        yield chain["if"]["required"][0], chain["then"]
        chain = chain["else"]


def _merged(cases: dict[str, Schema]) -> tuple[dict[str, Schema], list[str]]:
    """Return the keys of all cases, each once for every meaning, which says in which cases it has it."""
    found: dict[tuple[str, str], tuple[Schema, list[str]]] = {}
    for case, schema in cases.items():
        for name, part in schema["properties"].items():
            found.setdefault((name, str(part["description"])), (part, []))[1].append(case)
    rows: dict[str, Schema] = {}
    for (name, told), (part, among) in found.items():
        beside = "" if among in ([name], [*cases]) else f"With {_listed(tuple(among))}: "
        more = beside + (told[0].lower() + told[1:] if beside else told)
        rows[name + " " * sum(each.strip() == name for each in rows)] = {**part, "description": more}
    return rows, []


def _table(properties: dict[str, Schema], required: list[str]) -> Iterator[str]:
    yield "| key | is | what it does |\n|---|---|---|"
    for path, schema, needed in _rows(properties, required):
        told = _cell(str(schema.get("description", ""))) + (" Required." if needed else "")
        examples = ", ".join(f"`{written(example)}`" for example in schema.get("examples", ()))
        shown = _cell(f" Example: {examples}.") if examples else ""
        yield f"| `{path.strip()}` | {_cell(_form(schema))} | {told}{shown} |"
    yield ""


def _rows(
    properties: dict[str, Schema], required: list[str], prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, Schema, bool]]:
    for name, schema in properties.items():
        if "x-later" in schema:
            continue
        yield f"{prefix}{name}", schema, name in required
        inner, mark = _inner(schema)
        if inner is not None and depth < 2:  # noqa: PLR2004 - deeper forms have pages of their own
            yield from _rows(
                inner["properties"], inner.get("required", []), f"{prefix}{name}{mark}.", depth + 1
            )


def _inner(schema: Schema) -> tuple[Schema | None, str]:
    """Return the closed mapping that a key holds, and `*` for any id before it, `[]` for a list."""
    if "$ref" in schema:
        named = schema["$ref"].rpartition("/")[2]
        return (
            (_meant(schema), "") if named in _WRITTEN_OUT and "properties" in _meant(schema) else (None, "")
        )
    if "properties" in schema:
        return schema, ""
    for part, mark in (("items", "[]"), ("additionalProperties", ".*")):
        held = schema.get(part)
        if isinstance(held, dict):
            found, deeper = (held, "") if "properties" in held else _inner(held)
            return found, mark + deeper
    return None, ""


def _meant(schema: Schema) -> Schema:
    reference = schema.get("$ref")
    return definitions()[reference.rpartition("/")[2]] if isinstance(reference, str) else schema


def _form(schema: Schema) -> str:
    form = str(schema.get("x-form") or _meant(schema).get("x-form") or "")
    choices = schema.get("enum")
    known = " or ".join(f"`{written(choice)}`" for choice in choices) if choices else form
    return known + (f" (default `{written(schema['default'])}`)" if "default" in schema else "")


def _types() -> Iterator[str]:
    yield "## Types\n\nWhat a field, a parameter or a variable may be.\n\n| type | is |\n|---|---|"
    for name, told in SIMPLE_TYPES.items():
        yield f"| `{name}` | {_cell(told)} |"
    yield "| a kind's id | a record of the kind |\n| `[kind]` | a set of records, in the kind's order |"
    for name, keys in TYPES.items():
        first = keys[name]
        shown = written({name: first["examples"][0]}) if "examples" in first else f"{{{name}: …}}"
        yield f"| `{shown}` | {_cell(first['description'])} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _print() -> None:
    import sys

    sys.stdout.write(reference())


if __name__ == "__main__":
    _print()
