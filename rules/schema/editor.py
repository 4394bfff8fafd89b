"""A resolved pack -> the JSON Schema for its authors' editor, with its own kinds, fields and ids.

What a check would refuse later is a list of ids here, so that an editor completes each reference and shows
its name and summary. Dispatch is by if/then: an editor then tells one error, in the branch that is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.pack.image import Plain
from rules.pack.resolved import Resolved
from rules.schema.noun import Noun, nouns
from rules.schema.part import Json, Schema, ref
from rules.schema.record import record
from rules.schema.shared import SIMPLE_TYPES
from rules.schema.valid import DIALECT, definitions
from rules.schema.word import ID_PATTERN

_PERIOD = "a counter of this draw alone"
_VERSION = "the version of an offer that was shown"
_SHORT = 200
_REFERRED = ("kinds", "actions", "views", "tables", "texts", "profiles", "offers")


def editor_schema(tree: Resolved) -> Schema:
    """Return the schema of a pack's files."""
    kinds = {name: plain for name, plain in tree.plain.get("kinds", {}).items() if isinstance(plain, dict)}
    groups = _groups(tree, kinds)
    shared = {**definitions(), **{f"noun_{name}": noun.schema for name, noun in nouns().items()}}
    records = {f"record_{kind}": record(plain, _by_kind(kinds)) for kind, plain in kinds.items()}
    every = {name: _open(schema, groups) for name, schema in {**shared, **records}.items()}
    lists = {f"ids_{name}": _ids(ids) for name, ids in groups.items()}
    return {
        "$schema": DIALECT,
        "title": str(tree.plain.get("game", {}).get("title", "A pack")),
        "type": "object",
        "properties": {
            **{name: _noun(noun) for name, noun in nouns().items()},
            **{
                kind: _section(f"record_{kind}", _about(plain) or f"Records of `{kind}`.")
                for kind, plain in kinds.items()
            },
        },
        "additionalProperties": False,
        "$defs": {**every, **lists},
    }


def _by_kind(kinds: dict[str, Plain]) -> Json:
    def reference(kind: str) -> Schema:
        return {"x-ref": f"kind_{kind}"} if kind in kinds else ref("reference")

    return reference


def _noun(noun: Noun) -> Schema:
    if noun.one:
        return {**ref(f"noun_{noun.name}"), "description": noun.summary, "markdownDescription": _marked(noun)}
    return {
        **_section(f"noun_{noun.name}", noun.summary, free=noun.free),
        "markdownDescription": _marked(noun),
    }


def _marked(noun: Noun) -> str:
    return f"{noun.summary}\n\n```yaml\n{noun.example}\n```"


def _section(name: str, summary: str, *, free: bool = False) -> Schema:
    names = {} if free else {"propertyNames": ref("id")}
    return {"type": "object", "description": summary, **names, "additionalProperties": ref(name)}


def _groups(tree: Resolved, kinds: dict[str, Plain]) -> dict[str, dict[str, str]]:
    """Return every list of ids that something refers to, with what an editor shows beside each."""
    plain = tree.plain
    groups = {noun: _told(tree, noun) for noun in _REFERRED if noun != "texts"}
    groups["texts"] = {
        key: _cut(text)
        for texts in plain.get("texts", {}).values()
        if isinstance(texts, dict)
        for key, text in texts.items()
    }
    groups["said"] = {**groups["texts"], **groups["views"]}
    groups["excepted"] = {**groups["texts"], **_told(tree, "limits")}
    groups["types"] = {**SIMPLE_TYPES, **groups["kinds"]}
    groups["asked"] = {**groups["types"], **groups["offers"], "version": _VERSION}
    groups["counters"] = {**_told(tree, "variables"), "this_draw": _PERIOD}
    groups["assets"] = _assets(tree, kinds)
    return {**groups, **{f"kind_{kind}": _told(tree, kind) for kind in kinds}}


def _assets(tree: Resolved, kinds: dict[str, Plain]) -> dict[str, str]:
    held = [kind for kind, plain in kinds.items() if plain.get("holdable")]
    spent = {
        name
        for name, plain in tree.plain.get("variables", {}).items()
        if _dict(plain).get("spendable") == "true"
    }
    assets = {name: told for kind in held for name, told in _told(tree, kind).items()}
    return {**assets, **{name: told for name, told in _told(tree, "variables").items() if name in spent}}


def _told(tree: Resolved, noun: str) -> dict[str, str]:
    ids = {name: _about(plain) for name, plain in tree.plain.get(noun, {}).items()}
    old = {old: f"renamed to `{new}`" for old, new in tree.renamed.get(noun, {}).items()}
    return {**ids, **old}


def _about(plain: Plain) -> str:
    """Return what an editor shows of a definition: its emoji, name and summary."""
    told = _dict(plain)
    head = " ".join(str(told[part]) for part in ("emoji", "name") if isinstance(told.get(part), str))
    summary = told.get("summary")
    parts = [f"**{head}**" if head else "", summary if isinstance(summary, str) else ""]
    return "\n\n".join(part for part in parts if part)


def _ids(ids: dict[str, str]) -> Schema:
    """Return one of *ids*, each with its description; of none, any id: a pack may be begun anywhere."""
    if not ids:
        return {"type": "string", "pattern": ID_PATTERN}
    names = sorted(ids)
    return {"enum": names, "markdownEnumDescriptions": [ids[name] for name in names]}


def _open(schema: Json, groups: dict[str, dict[str, str]]) -> Json:
    """Return a schema with the ids of this pack in place of any id, and hovers that show examples."""
    if isinstance(schema, list):
        return [_open(part, groups) for part in schema]
    if not isinstance(schema, dict):
        return schema
    opened = {
        name: part if name in {"examples", "enum"} else _open(part, groups) for name, part in schema.items()
    }
    group = opened.pop("x-ref", None)
    if isinstance(group, str):
        opened["$ref"] = f"#/$defs/ids_{group}"
    if group is not None or "propertyNames" in opened:
        _complete_keys(opened, groups)
    if isinstance(opened.get("description"), str):
        opened["markdownDescription"] = _hover(opened)
    return opened


def _complete_keys(opened: Schema, groups: dict[str, dict[str, str]]) -> None:
    """Offer the keys of a mapping by ids: editors complete `properties`, not `propertyNames`."""
    names = opened.get("propertyNames")
    target = names.get("$ref", "") if isinstance(names, dict) else ""
    if opened.get("x-constant") and target == "#/$defs/asset":
        opened["propertyNames"] = {"$ref": "#/$defs/ids_assets"}
        target = "#/$defs/ids_assets"
    if target.startswith("#/$defs/ids_") and isinstance(opened.get("additionalProperties"), dict):
        ids = groups[target.removeprefix("#/$defs/ids_")]
        values = opened["additionalProperties"]
        opened["properties"] = {name: {**values, "description": told} for name, told in sorted(ids.items())}


def _hover(schema: Schema) -> str:
    examples: Iterable[Json] = schema.get("examples", ())
    shown = ", ".join(f"`{written(example)}`" for example in examples)
    return str(schema["description"]) + (f"\n\nExample: {shown}" if shown else "")


def written(example: Json) -> str:
    """Write an example as an author would."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{name}: {written(part)}" for name, part in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(written(part) for part in example) + "]"
    return str(example).lower() if isinstance(example, bool) else str(example)


def _cut(text: Plain) -> str:
    shown = text if isinstance(text, str) else str(_dict(text).get("other", ""))
    return shown if len(shown) <= _SHORT else f"{shown[:_SHORT]}…"


def _dict(plain: Plain) -> dict[str, Plain]:
    return plain if isinstance(plain, dict) else {}
