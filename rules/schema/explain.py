"""What jsonschema says of a value -> problems in an author's words, at the exact places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rules.document.node import Mapping, Scalar
from rules.problem import Problem
from rules.schema.code import BAD_ID, MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, WRONG_FORM
from rules.schema.judged import JUDGED, cut, form_of, shown, wrong_form
from rules.schema.noun import nouns
from rules.schema.part import Json
from rules.schema.subject import Subject
from rules.schema.torn import torn_by_comma
from rules.schema.word import RESERVED
from rules.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def explain(subject: Subject, errors: Iterable[ValidationError]) -> list[Problem]:
    """Return one problem for each mistake; a key that is nearly the missing one counts once."""
    every = list(errors)
    problems: list[Problem] = []
    keys: dict[tuple[str | int, ...], list[ValidationError]] = defaultdict(list)
    for error in every:
        if error.validator in {"additionalProperties", "required"}:
            keys[tuple(error.absolute_path)].append(error)
        else:
            problems.append(_one(subject, error))
    for steps, found in keys.items():
        problems += _keys(subject, steps, found)
    return problems or [
        WRONG_FORM.at(
            subject.key.place, f"{subject.name(())} has a form that is not known", path=subject.dotted(())
        )
    ]


def _keys(subject: Subject, steps: tuple[str | int, ...], errors: list[ValidationError]) -> list[Problem]:
    node = subject.node_at(steps)
    schemas = [error.schema for error in errors if isinstance(error.schema, dict)]
    known = {name: part for schema in schemas for name, part in schema.get("properties", {}).items()}
    written = list(node.entries) if isinstance(node, Mapping) else []
    missing = {name for schema in schemas for name in schema.get("required", ())} - set(written)
    closes = any(error.validator == "additionalProperties" for error in errors)
    problems = []
    for name in [name for name in written if name not in known] if closes else []:
        near = nearest(name, missing) or nearest(name, known)
        missing.discard(near or "")
        problems.append(_unknown(subject, (*steps, name), known, near))
    return problems + [_lacking(subject, steps, name, known.get(name, {})) for name in sorted(missing)]


def _unknown(
    subject: Subject, steps: tuple[str | int, ...], known: dict[str, Json], near: str | None
) -> Problem:
    torn = torn_by_comma(subject.node_at(steps[:-1]), str(steps[-1]))
    help_ = torn or (f"did you mean `{near}`?" if near else f"known here: {_listed(known)}")
    if not near and not torn and _is_record(subject, steps):
        help_ += f"; a new field is declared in `kinds.{subject.path[0]}.fields`"
    said = f"unknown key `{steps[-1]}` in {subject.name(steps[:-1])}"
    return UNKNOWN_KEY.at(subject.key_at(steps), said, help=help_, path=subject.dotted(steps))


def _lacking(subject: Subject, steps: tuple[str | int, ...], name: str, schema: dict[str, Json]) -> Problem:
    help_ = str(schema.get("description", ""))
    said = f"{subject.name(steps)} has no `{name}`"
    remedy = f"add `{name}`: {_lower(help_)}" if help_ else None
    if remedy and _is_record(subject, (*steps, name)):
        remedy += f", or give the field a `default` in `kinds.{subject.path[0]}.fields`"
    return MISSING_KEY.at(
        subject.key_at(steps),
        said,
        help=remedy,
        path=subject.dotted(steps),
    )


def _is_record(subject: Subject, steps: tuple[str | int, ...]) -> bool:
    """Tell whether *steps* lead to a field of a record, whose kind could declare it."""
    return len(steps) == 1 and subject.path[0] not in nouns()


def _one(subject: Subject, error: ValidationError) -> Problem:
    steps = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        return _bad_key(subject, steps, error)
    code, said, help_ = JUDGED.get(str(error.validator), wrong_form)(error)
    node = subject.node_at(steps)
    empty = isinstance(node, Scalar) and not node.text
    later = isinstance(error.schema, dict) and "x-later" in error.schema
    place = subject.key_at(steps) if empty or later or not isinstance(node, Scalar) else node.place
    if isinstance(error.schema, dict) and "x-keys" in error.schema:
        return _no_case(subject, steps, error)
    written = f"`{cut(node.text)}`" if isinstance(node, Scalar) and node.text else shown(error.instance)
    said = said.replace("{name}", subject.name(steps), 1).replace("{shown}", written)
    related = subject.patched(node)
    declared = subject.fields.entries.get(str(steps[0])) if subject.fields and steps else None
    if code is OUT_OF_RANGE and subject.fields and isinstance(declared, Mapping):
        related += (("its bounds are declared here", subject.fields.key(str(steps[0])).place),)
        help_ = (
            help_ or f"write another value, or other bounds in `kinds.{subject.path[0]}.fields.{steps[0]}`"
        )
    return code.at(place, said, help=help_, path=subject.dotted(steps), related=related)


def _bad_key(subject: Subject, steps: tuple[str | int, ...], error: ValidationError) -> Problem:
    node, name = subject.node_at(steps), str(error.instance)
    place = (
        node.key(name).place if isinstance(node, Mapping) and name in node.entries else subject.key_at(steps)
    )
    known = error.schema.get("enum") if isinstance(error.schema, dict) and error.validator == "enum" else None
    if known:
        said = f"unknown key `{name}` in {subject.name(steps)}"
        return UNKNOWN_KEY.at(
            place,
            said,
            help=did_you_mean(name, known) or f"known here: {_listed(known)}",
            path=subject.dotted(steps),
        )
    return BAD_ID.at(place, *id_problem(name, form_of(error)), path=subject.dotted((*steps, name)))


def id_problem(name: str, form: str = "") -> tuple[str]:
    """Return why a word is no id."""
    if name in RESERVED:
        return (f"`{name}` is a word of the language and no id",)
    return (f"`{name}` is not {form or 'an id: small letters, digits and `_`'}",)


def _no_case(subject: Subject, steps: tuple[str | int, ...], error: ValidationError) -> Problem:
    node, known = subject.node_at(steps), error.schema["x-keys"]  # type: ignore[index]
    for name in node.entries if isinstance(node, Mapping) else ():
        if near := nearest(name, known):
            return UNKNOWN_KEY.at(
                node.key(name).place,  # type: ignore[attr-defined]
                f"unknown key `{name}` in {subject.name(steps)}",
                help=f"did you mean `{near}`?",
                path=subject.dotted((*steps, name)),
            )
    said = f"{subject.name(steps)} must be {form_of(error)}"
    place = subject.key_at(steps) if steps and isinstance(steps[-1], str) else node.place
    return MISSING_KEY.at(
        place,
        said,
        help=f"it has one of {_listed([*known])}",
        path=subject.dotted(steps),
    )


def _listed(known: dict[str, Json] | list[str]) -> str:
    parts = known if isinstance(known, dict) else {key: {} for key in known}
    return ", ".join(f"`{name}`" for name, part in parts.items() if "x-later" not in part)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].removesuffix(".")
