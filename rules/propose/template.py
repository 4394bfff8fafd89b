"""A kind that is `proposable` -> the template by which players write its records, or what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from rules.define.literal import exact, whole
from rules.pack.image import Plain
from rules.schema.proposable import PROPOSABLE
from rules.schema.valid import Judge
from rules.schema.value import value

WORD = "proposable"
LONGEST_NAME = 40
LONGEST_TEXT = 200
MOST_NAMES = 25
MOST_TEXTS = 3  # of five lines in a form
NAME = "name"

Plains = Mapping[str, Mapping[str, Plain]]  # noun -> id -> definition


@dataclass(frozen=True, slots=True)
class Model:
    """What a name becomes when it is its turn: a record like another one, worth so much when it is no more.

    *weight* is that of all which are like it, together.
    """

    like: str
    weight: Fraction
    becomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Template:
    """What somebody may write of a *kind*, and what else its records are.

    *texts*: the texts that are asked for, and how long each may be. *table* is the field that gets the table.
    The names in *list* become records of the kind *each*, whose field *part_of* names the one they belong to;
    *in_turn* says which they are like, over and over.
    """

    kind: str
    like: str
    longest: int
    texts: Mapping[str, int]
    table: str
    list: str
    each: str
    part_of: str
    least: int
    most: int
    models: Mapping[str, Model]
    in_turn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template, and where."""

    path: tuple[str, ...]
    said: str
    help: str


def proposable(plains: Plains) -> list[str]:
    """Return the kinds whose records players may write."""
    kinds = plains.get("kinds", {})
    return sorted(kind for kind, node in kinds.items() if isinstance(node, dict) and WORD in node)


def template(plains: Plains, kind: str) -> Template | None:
    """Return the template of a kind; None where it has none, or one that is wrong."""
    if kind not in proposable(plains) or is_torn(plains, kind):
        return None
    if next(faults(plains, kind), None) is not None:
        return None
    asked, fields = plains["kinds"][kind][WORD], fields_of(plains, kind)
    least, most = (whole(each) or 0 for each in asked["count"])
    models = {
        like: Model(like, exact(row["weight"]) or Fraction(0), _amounts(row["becomes"]))
        for like, row in asked["models"].items()
    }
    return Template(
        kind,
        asked["like"],
        whole(asked.get("longest", "")) or LONGEST_NAME,
        dict(_texts(fields)),
        next(name for name, type_ in fields.items() if _type(type_) == "table"),
        asked["list"],
        asked["each"],
        asked["part_of"],
        least,
        most,
        models,
        tuple(asked.get("in_turn", models)),
    )


def is_torn(plains: Plains, kind: str) -> bool:
    """Tell whether a template has not the shape that the language asks for, which is told elsewhere."""
    return not _judge().fits(value(plains["kinds"][kind][WORD]))


@cache
def _judge() -> Judge:
    return Judge(PROPOSABLE)


def fields_of(plains: Plains, kind: str) -> dict[str, Plain]:
    """Return the fields of a kind, as they are written."""
    node = plains["kinds"].get(kind)
    fields = node.get("fields") if isinstance(node, dict) else None
    return fields if isinstance(fields, dict) else {}


def is_record(plains: Plains, kind: str, id_: str) -> bool:
    """Tell whether a kind has a record of that id."""
    return isinstance(plains.get(kind, {}).get(id_), dict)


def faults(plains: Plains, kind: str) -> Iterator[Fault]:
    """Yield all that is wrong with the template of a kind; nothing where its shape is."""
    if is_torn(plains, kind):
        return
    asked, fields = plains["kinds"][kind][WORD], fields_of(plains, kind)
    at = ("kinds", kind, WORD)
    if len([each for each in fields.values() if _type(each) == "table"]) != 1:
        said = f"`{kind}` has not one field of type `table`, so it is not known where the table goes"
        yield Fault(at, said, "give it one: `fields: {table: table}`")
    if not is_record(plains, kind, asked["like"]):
        said = f"there is no `{kind}.{asked['like']}` that others could be like"
        yield Fault((*at, "like"), said, f"write it, or name a record of `{kind}`")
    if len(_texts_named(fields)) > MOST_TEXTS:
        said = f"`{kind}` has more than {MOST_TEXTS} texts, for which a form has no room"
        yield Fault(at, said, "leave some out, or make one of several")
    if asked["list"] in {*_texts_named(fields), NAME}:
        said = f"`{asked['list']}` is asked for already, as a text of `{kind}`"
        yield Fault((*at, "list"), said, "choose another word")
    least, most = (whole(each) or 0 for each in asked["count"])
    if not 0 < least <= most <= MOST_NAMES:
        said = f"a list has from 1 to {MOST_NAMES} names, the least first, and not from {least} to {most}"
        yield Fault((*at, "count"), said, f"write it like `[3, {MOST_NAMES}]`")
    yield from _each(plains, kind, at)


def _each(plains: Plains, kind: str, at: tuple[str, ...]) -> Iterator[Fault]:
    asked = plains["kinds"][kind][WORD]
    each = plains["kinds"].get(asked["each"])
    if not isinstance(each, dict) or each.get("holdable") != "stack" or asked["each"] == kind:
        said = f"`{asked['each']}` is no other kind whose records players hold"
        yield Fault((*at, "each"), said, "name one that is `holdable: stack`")
        return
    if _type(fields_of(plains, asked["each"]).get(asked["part_of"])) != kind:
        said = f"`{asked['each']}` has no field `{asked['part_of']}` that names a `{kind}`"
        yield Fault((*at, "part_of"), said, f"give it one: `fields: {{{asked['part_of']}: {kind}}}`")
    held = {
        id_
        for name, other in plains["kinds"].items()
        if isinstance(other, dict) and other.get("holdable") == "stack" and name != asked["each"]
        for id_ in plains.get(name, {})
    }
    for like, row in asked["models"].items():
        yield from _model(plains, f"{asked['each']}.{like}", row, (*at, "models", like), held)
    for like in asked.get("in_turn", []):
        if like not in asked["models"]:
            said = f"it is the turn of `{like}`, and nothing under `models` is called so"
            yield Fault((*at, "in_turn"), said, "name what stands under `models`")


def _model(
    plains: Plains, like: str, row: dict[str, Plain], at: tuple[str, ...], held: set[str]
) -> Iterator[Fault]:
    kind, _, id_ = like.partition(".")
    if not is_record(plains, kind, id_):
        yield Fault(
            at, f"there is no `{like}` that others could be like", f"write it, or name a record of `{kind}`"
        )
    if not exact(row["weight"]):
        yield Fault((*at, "weight"), "a weight is a number above 0", "write it like `60` or `0.5`")
    for name in sorted(row["becomes"].keys() - held):
        said = f"what is taken down cannot become `{name}`"
        yield Fault((*at, "becomes"), said, "name what players hold, and no record of the same kind")


def _amounts(plain: dict[str, Plain]) -> dict[str, int]:
    return {name: whole(amount) or 0 for name, amount in plain.items()}


def _type(form: Plain) -> str:
    """Return the type of a field, where it is one word."""
    while isinstance(form, dict) and "type" in form:
        form = form["type"]
    return form if isinstance(form, str) else "text" if isinstance(form, dict) and "text" in form else ""


def _texts_named(fields: dict[str, Plain]) -> list[str]:
    return [name for name, form in fields.items() if _type(form) == "text"]


def _texts(fields: dict[str, Plain]) -> Iterator[tuple[str, int]]:
    """Yield the texts of a kind, and how long each may be."""
    for name in _texts_named(fields):
        form = fields[name]
        while isinstance(form, dict) and "type" in form:
            form = form["type"]
        most = whole(str(form["text"])) if isinstance(form, dict) else None
        yield name, min(most or LONGEST_TEXT, LONGEST_TEXT)
