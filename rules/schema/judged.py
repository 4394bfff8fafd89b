"""A complaint of jsonschema -> its code and what to say; `{name}` and `{shown}` stand for its subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from rules.problem import Code
from rules.schema.code import BAD_ID, NOT_ONE_OF, NOT_YET, OUT_OF_RANGE, WRONG_COUNT, WRONG_FORM
from rules.schema.part import Json
from rules.suggest import did_you_mean

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_SHOWN = 60
_IN_WORDS = re.compile(r"([0-9]{1,6})? *(second|minute|hour|day|dai|week)(?:s|ly)?")

Said = tuple[Code, str, str | None]  # its code, the message, what to do


def form_of(error: ValidationError) -> str:
    """Return what was wanted, in the author's words."""
    return str(error.schema.get("x-form", "")) if isinstance(error.schema, dict) else ""


def wrong_form(error: ValidationError) -> Said:
    """Say what form is wanted."""
    form = form_of(error)
    help_ = _duration(str(error.instance)) if form.startswith("a duration") else None
    return WRONG_FORM, f"{{name}} must be {form or 'of another form'}, not {{shown}}", help_


def _duration(written: str) -> str | None:
    """Return how a duration in words is written."""
    match = _IN_WORDS.fullmatch(written.strip().lower())
    if match is None:
        return None
    number, unit = int(match[1] or 1), match[2]
    return f"write `{number * 7}d`" if unit == "week" else f"write `{number}{unit[0]}`"


def _bound(error: ValidationError) -> Said:
    schema: Json = error.schema
    low, high = schema.get("minimum"), schema.get("maximum")
    span = (
        f"at least {low}" if high is None else f"at most {high}" if low is None else f"from {low} to {high}"
    )
    help_ = None
    if schema.get("x-percent") and isinstance(error.instance, int | float) and error.instance > 1:
        help_ = f"for a percentage write `{error.instance:g}%`"
    return OUT_OF_RANGE, f"{{name}} must be {span}, not {{shown}}", help_


def _length(error: ValidationError) -> Said:
    most, count = error.validator_value, len(str(error.instance))
    return OUT_OF_RANGE, f"{{name}} must have at most {most} characters, not {count}", None


def _enum(error: ValidationError) -> Said:
    wanted = error.validator_value
    known = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
    near = did_you_mean(error.instance, known) if isinstance(error.instance, str) else _version(error)
    return NOT_ONE_OF, f"{{name}} must be {form_of(error) or 'one of those known'}, not {{shown}}", near


def _version(error: ValidationError) -> str | None:
    """Return what to do where another version was written than the one that is known."""
    schema, written = error.schema, error.instance
    if not isinstance(schema, dict) or not isinstance(written, int | float):
        return None
    return schema.get("x-older" if written < schema.get("const", 0) else "x-newer")


def _not(error: ValidationError) -> Said:
    schema: Json = error.schema
    if "x-later" in schema:
        return NOT_YET, f"{schema['x-later']} is not yet part of the language", "leave it out for now"
    return BAD_ID, f"`{error.instance}` is a word of the language and no id", None


_COUNTS: dict[str, str] = {
    "minItems": "{name} must have at least {limit} parts, not {count}",
    "maxItems": "{name} must have at most {limit} parts, not {count}",
    "minProperties": "{name} must have at least {limit} entries, not {count}",
    "maxProperties": "{name} must have at most {limit} entries, not {count}",
}


def _count(error: ValidationError) -> Said:
    instance: Json = error.instance
    limit, count, form = error.validator_value, len(instance), form_of(error)
    said = _COUNTS[str(error.validator)].replace("{limit}", str(limit)).replace("{count}", str(count))
    return (
        WRONG_COUNT,
        said.replace(" 1 parts", " one part").replace(" 1 entries", " one entry"),
        (form and f"write {form}") or None,
    )


def _twice(error: ValidationError) -> Said:
    seen: list[Json] = []
    instance: Json = error.instance
    for item in instance:
        if item in seen:
            return (
                WRONG_COUNT,
                f"{{name}} names {shown(item)} twice",
                "remove one: a list of records is a set",
            )
        seen.append(item)
    return WRONG_COUNT, "{name} names something twice", None


JUDGED: dict[str, Callable[[ValidationError], Said]] = {
    "minimum": _bound,
    "maximum": _bound,
    "maxLength": _length,
    "enum": _enum,
    "const": _enum,
    "not": _not,
    "uniqueItems": _twice,
    **dict.fromkeys(_COUNTS, _count),
}


def shown(instance: Json) -> str:
    """Return how a message shows a value."""
    if instance is None:
        return "nothing"
    if isinstance(instance, dict):
        return "a mapping"
    if isinstance(instance, list):
        return "a list"
    text = str(instance).lower() if isinstance(instance, bool) else str(instance)
    return f"`{cut(text)}`"


def cut(text: str) -> str:
    """Return a text, or as much of it as a message needs."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
