"""The schema for an editor: it takes what is shipped, and offers every id with its description."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rules.pack import Resolved
from rules.schema.editor import editor_schema
from rules.schema.value import value
from tests.packs import CONTENT, GAME, pack, resolve, shipped


@cache
def opened(path: Path) -> tuple[Resolved, dict[str, Any]]:
    tree = resolve(path)
    return tree, editor_schema(tree)


PACKS = pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)


@PACKS
def test_the_schema_is_one_and_takes_every_shipped_file(path: Path) -> None:
    tree, schema = opened(path)
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    own = [
        file for file in tree.files if Path(file.source.file).is_relative_to(path.relative_to(CONTENT.parent))
    ]
    wrong = {
        file.source.file: [error.message for error in judge.iter_errors(value(file.image))] for file in own
    }
    assert wrong == {file.source.file: [] for file in own}


@PACKS
def test_every_id_of_every_kind_is_offered_with_its_name_and_summary(path: Path) -> None:
    tree, schema = opened(path)
    for kind in tree.plain.get("kinds", {}):
        records = tree.plain.get(kind, {})
        offered = schema["$defs"][f"ids_kind_{kind}"]
        if not records:
            assert "enum" not in offered
            continue
        told = dict(zip(offered["enum"], offered["markdownEnumDescriptions"], strict=True))
        assert set(records) <= set(told)
        for name, record in records.items():
            assert record.get("name", "") in told[name]
            assert record.get("summary", "") in told[name]


@PACKS
def test_a_field_that_refers_to_a_kind_offers_its_ids(path: Path) -> None:
    tree, schema = opened(path)
    kinds = tree.plain.get("kinds", {})
    for kind, declared in kinds.items():
        for name, field in declared.get("fields", {}).items():
            if isinstance(field, str) and field in kinds:
                slot = schema["$defs"][f"record_{kind}"]["properties"][name]
                assert slot["$ref"] == f"#/$defs/ids_kind_{field}"


def test_every_key_of_the_language_has_a_hover() -> None:
    schema = editor_schema(pack(game=GAME))
    for noun, section in schema["properties"].items():
        assert section["markdownDescription"], noun
    keys = [
        (name, part)
        for definition in schema["$defs"].values()
        for name, part in definition.get("properties", {}).items()
    ]
    assert [name for name, part in keys if not part.get("description")] == []


def test_an_unknown_kind_an_unknown_key_and_an_unknown_id_are_each_one_error() -> None:
    tree = pack(
        game=GAME, a="kinds: {card: {fields: {next: {type: card, optional: true}}}}\ncard: {fox: {name: Fox}}"
    )
    judge = Draft202012Validator(editor_schema(tree))
    cases: list[dict[str, object]] = [
        {"crad": {}},
        {"card": {"owl": {"nxet": "fox"}}},
        {"card": {"owl": {"next": "fix"}}},
        {"actions": {"act": {"do": [{"gvie": {}}]}}},
    ]
    for wrong in cases:
        assert len(list(judge.iter_errors(wrong))) == 1


def test_an_old_id_is_offered_as_renamed() -> None:
    tree = pack(
        game=GAME, a="kinds: {card: {}}\ncard: {fox: {}}\npatches: {a: [{at: card.fox, rename: wolf}]}"
    )
    offered = editor_schema(tree)["$defs"]["ids_kind_card"]
    assert dict(zip(offered["enum"], offered["markdownEnumDescriptions"], strict=True)) == {
        "fox": "renamed to `wolf`",
        "wolf": "",
    }
