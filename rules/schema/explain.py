"""What jsonschema says of a value -> problems in an author's words, at the exact places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.tree import Derived, Steps
from rules.problem import Code, Problem
from rules.schema.code import BAD_ID, MISSING_KEY, NOT_ONE_OF, NOT_YET, OUT_OF_RANGE, UNKNOWN_KEY, WRONG_COUNT, WRONG_FORM
from rules.schema.word import LATER_STEPS, RESERVED
from rules.source import Place
from rules.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """A definition that does not fit: its path, its id with the place, and its node."""

    path: tuple[str, ...]
    key: Scalar
    node: Node
    steps: Steps

    def patched(self, node: Node) -> tuple[tuple[str, Place], ...]:
        """Return the patches that worked a value out: it is not what stands at its place."""
        if not isinstance(node, Derived):
            return ()
        return tuple(("changed by this patch", step.place) for step in self.steps.of(node))

    def node_at(self, steps: Iterable[str | int]) -> Node:
        """Return the node that *steps* lead to."""
        node = self.node
        for step in steps:
            node = node.items[step] if isinstance(node, Sequence) and isinstance(step, int) else _entry(node, str(step))
        return node

    def key_at(self, steps: tuple[str | int, ...]) -> Place:
        """Return the place of the key under which a value stands, or of the value in a list."""
        if not steps:
            return self.key.place
        parent = self.node_at(steps[:-1])
        if isinstance(parent, Mapping):
            return parent.key(str(steps[-1])).place
        return self.node_at(steps).place

    def name(self, steps: tuple[str | int, ...]) -> str:
        """Return how a message calls what stands there."""
        if not steps:
            return f"`{'.'.join(self.path)}`"
        names = [step for step in steps if isinstance(step, str)]
        owner = f"`{names[-1]}`" if names else f"`{'.'.join(self.path)}`"
        return owner if isinstance(steps[-1], str) else f"a row of {owner}"

    def dotted(self, steps: tuple[str | int, ...]) -> str:
        """Return the whole path."""
        return ".".join(map(str, (*self.path, *steps)))


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
    return problems or [WRONG_FORM.at(subject.key.place, f"{subject.name(())} has a form that is not known", path=subject.dotted(()))]


def _entry(node: Node, name: str) -> Node:
    return node.entries[name] if isinstance(node, Mapping) else node


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


def _unknown(subject: Subject, steps: tuple[str | int, ...], known: dict[str, Any], near: str | None) -> Problem:
    help_ = f"did you mean `{near}`?" if near else f"known here: {_listed(known)}"
    said = f"unknown key `{steps[-1]}` in {subject.name(steps[:-1])}"
    return UNKNOWN_KEY.at(subject.key_at(steps), said, help=help_, path=subject.dotted(steps))


def _lacking(subject: Subject, steps: tuple[str | int, ...], name: str, schema: dict[str, Any]) -> Problem:
    help_ = str(schema.get("description", "")) or None
    said = f"{subject.name(steps)} has no `{name}`"
    return MISSING_KEY.at(subject.key_at(steps), said, help=help_ and f"add `{name}`: {_lower(help_)}", path=subject.dotted(steps))


def _one(subject: Subject, error: ValidationError) -> Problem:
    steps = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        return _bad_key(subject, steps, error)
    code, said, help_ = _JUDGED.get(str(error.validator), _form)(error)
    node = subject.node_at(steps)
    empty = isinstance(node, Scalar) and not node.text
    later = isinstance(error.schema, dict) and "x-later" in error.schema
    place = subject.key_at(steps) if empty or later or not isinstance(node, Scalar) else node.place
    if isinstance(error.schema, dict) and "x-keys" in error.schema:
        return _no_case(subject, steps, error)
    shown = f"`{_cut(node.text)}`" if isinstance(node, Scalar) and node.text else _shown(error.instance)
    said = said.replace("{name}", subject.name(steps), 1).replace("{shown}", shown)
    return code.at(place, said, help=help_, path=subject.dotted(steps), related=subject.patched(node))


def _bad_key(subject: Subject, steps: tuple[str | int, ...], error: ValidationError) -> Problem:
    node, name = subject.node_at(steps), str(error.instance)
    place = node.key(name).place if isinstance(node, Mapping) and name in node.entries else subject.key_at(steps)
    known = error.schema.get("enum") if isinstance(error.schema, dict) and error.validator == "enum" else None
    if known:
        said = f"unknown key `{name}` in {subject.name(steps)}"
        return UNKNOWN_KEY.at(place, said, help=did_you_mean(name, known) or f"known here: {_listed(known)}", path=subject.dotted(steps))
    return BAD_ID.at(place, *id_problem(name, _form_of(error)), path=subject.dotted((*steps, name)))


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
    said = f"{subject.name(steps)} must be {_form_of(error)}"
    place = subject.key_at(steps) if steps and isinstance(steps[-1], str) else node.place
    return MISSING_KEY.at(place, said, help=f"it has one of {_listed([name for name in known if name not in LATER_STEPS])}", path=subject.dotted(steps))


def _form_of(error: ValidationError) -> str:
    return str(error.schema.get("x-form", "")) if isinstance(error.schema, dict) else ""


def _form(error: ValidationError) -> tuple[Code, str, str | None]:
    return WRONG_FORM, f"{{name}} must be {_form_of(error) or 'of another form'}, not {{shown}}", None


def _bound(error: ValidationError) -> tuple[Code, str, str | None]:
    schema: Any = error.schema
    low, high = schema.get("minimum"), schema.get("maximum")
    span = f"from {low} to {high}" if low is not None and high is not None else f"at least {low}" if high is None else f"at most {high}"
    help_ = None
    if schema.get("x-percent") and isinstance(error.instance, int | float) and error.instance > 1:
        help_ = f"for a percentage write `{error.instance:g}%`"
    return OUT_OF_RANGE, f"{{name}} must be {span}, not {{shown}}", help_


def _length(error: ValidationError) -> tuple[Code, str, str | None]:
    return OUT_OF_RANGE, f"{{name}} must have at most {error.validator_value} characters, not {len(str(error.instance))}", None


def _enum(error: ValidationError) -> tuple[Code, str, str | None]:
    known = [str(word) for word in (error.validator_value if isinstance(error.validator_value, list) else [error.validator_value])]
    near = did_you_mean(error.instance, known) if isinstance(error.instance, str) else None
    return NOT_ONE_OF, f"{{name}} must be {_form_of(error) or 'one of those known'}, not {{shown}}", near


def _not(error: ValidationError) -> tuple[Code, str, str | None]:
    schema: Any = error.schema
    if "x-later" in schema:
        return NOT_YET, f"{schema['x-later']} is not yet part of the language", "leave it out for now"
    return BAD_ID, f"`{error.instance}` is a word of the language and no id", None


_COUNTS: dict[str, str] = {
    "minItems": "{name} must have at least {limit} parts, not {count}",
    "maxItems": "{name} must have at most {limit} parts, not {count}",
    "minProperties": "{name} must have at least {limit} entries, not {count}",
    "maxProperties": "{name} must have at most {limit} entries, not {count}",
}


def _count(error: ValidationError) -> tuple[Code, str, str | None]:
    instance: Any = error.instance
    limit, count, form = error.validator_value, len(instance), _form_of(error)
    said = _COUNTS[str(error.validator)].replace("{limit}", str(limit)).replace("{count}", str(count))
    return WRONG_COUNT, said.replace(" 1 parts", " one part").replace(" 1 entries", " one entry"), form and f"write {form}" or None


def _twice(error: ValidationError) -> tuple[Code, str, str | None]:
    seen: list[Any] = []
    instance: Any = error.instance
    for item in instance:
        if item in seen:
            return WRONG_COUNT, f"{{name}} names {_shown(item)} twice", "remove one: a list of records is a set"
        seen.append(item)
    return WRONG_COUNT, "{name} names something twice", None


_JUDGED: dict[str, Callable[[ValidationError], tuple[Code, str, str | None]]] = {
    "minimum": _bound,
    "maximum": _bound,
    "maxLength": _length,
    "enum": _enum,
    "const": _enum,
    "not": _not,
    "uniqueItems": _twice,
    **dict.fromkeys(_COUNTS, _count),
}


def _shown(instance: Any) -> str:
    if instance is None:
        return "nothing"
    if isinstance(instance, dict):
        return "a mapping"
    if isinstance(instance, list):
        return "a list"
    text = str(instance).lower() if isinstance(instance, bool) else str(instance)
    return f"`{_cut(text)}`"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _listed(known: dict[str, Any] | list[str]) -> str:
    parts = known if isinstance(known, dict) else dict.fromkeys(known, {})
    return ", ".join(f"`{name}`" for name, part in parts.items() if "x-later" not in part)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].removesuffix(".")
