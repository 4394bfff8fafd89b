"""A schema -> a quick yes, and on a no all that is wrong: jsonschema-rs judges, jsonschema explains."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from rules.schema.part import Json, Schema
from rules.schema.shared import SHARED
from rules.schema.step import steps

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

try:
    import jsonschema_rs as _fast
except ImportError:  # an accelerator: the same answers, forty times slower
    _fast = None  # type: ignore[assignment]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def definitions() -> dict[str, Schema]:
    """Return what all schemas share, under `$defs`."""
    from rules.schema.noun import draw

    return {**SHARED, **steps(), **draw.SHARED}


def document(schema: Schema) -> Schema:
    """Return a schema that stands alone."""
    return {"$schema": DIALECT, **schema, "$defs": definitions()}


class Judge:
    """Judges values by one schema."""

    def __init__(self, schema: Schema, *, fast: bool = True) -> None:
        self.schema = document(schema)
        self._fast = fast and _fast is not None

    def fits(self, instance: Json) -> bool:
        """Tell whether *instance* fits."""
        fits: bool = self._quick.is_valid(instance)
        return fits

    def errors(self, instance: Json) -> Iterator[ValidationError]:
        """Yield every way in which *instance* does not fit."""
        yield from self._slow.iter_errors(instance)

    @cached_property
    def _quick(self) -> Json:
        return _fast.Draft202012Validator(self.schema) if self._fast else self._slow

    @cached_property
    def _slow(self) -> Json:
        from jsonschema import Draft202012Validator

        return Draft202012Validator(self.schema)
