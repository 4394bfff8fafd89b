"""A copy of Discord's OpenAPI document -> what is wrong with a request by its word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_EXACT = 2**53 - 1
_SHOWN = 160


class Contract:
    """The document, whose schemas are JSON Schema."""

    def __init__(self, path: Path) -> None:
        """Read it; ids may be texts wherever they are numbers, as its README says."""
        self._document: dict[str, Any] = json.loads(path.read_text("utf-8"))
        for schema in self._document["components"]["schemas"].values():
            for part in (schema.get("properties") or {}).values():
                _widen(part)
        resource: Resource[Any] = DRAFT202012.create_resource(self._document)
        self._registry: Registry[Any] = Registry().with_resource("urn:discord", resource)
        self._validators: dict[tuple[str, str], Draft202012Validator | None] = {}

    def wrong(self, method: str, template: str, body: Any) -> Iterator[str]:
        """Yield what is wrong with the body of a request to a path."""
        key = (method.lower(), template)
        if key not in self._validators:
            self._validators[key] = self._validator(*key)
        validator = self._validators[key]
        if validator is not None:
            for error in validator.iter_errors(body):
                yield from (f"{method} {template}: {each}" for each in _told(error))

    def _validator(self, method: str, template: str) -> Draft202012Validator | None:
        operation = self._document["paths"].get(template, {}).get(method)
        if operation is None or "requestBody" not in operation:
            return None
        path = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        where = f"urn:discord#/paths/{path}/{method}/requestBody/content/application~1json/schema"
        return Draft202012Validator({"$ref": where}, registry=self._registry)


def _widen(part: Any) -> None:
    if not isinstance(part, dict) or part.get("maximum", 0) <= _EXACT:
        return
    types = part.get("type")
    names = [types] if isinstance(types, str) else list(types or ())
    if "integer" in names:
        part["type"] = sorted({*names, "string"})


def _told(error: ValidationError) -> Iterator[str]:
    """Yield what is wrong; of a choice of schemas, in the one that the value is nearest to."""
    if not error.context:
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:_SHOWN]}"
        return
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context:
        branches.setdefault(each.relative_schema_path[0], []).append(each)
    for each in min(branches.values(), key=_distance):
        yield from _told(each)


def _distance(errors: list[ValidationError]) -> tuple[bool, bool, int]:
    tagged = any(
        list(each.relative_path)[-1:] == ["type"] and each.validator in {"enum", "const"} for each in errors
    )
    absent = any(each.validator == "type" and each.validator_value == "null" for each in errors)
    return tagged, absent, len(errors)
