"""The way a type is written (`int`, `{int: [1, 200]}`, `[kind]`, `{map: [a, b]}`) -> a `Type`."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from rules.define.literal import duration, exact, whole
from rules.document import Mapping, Node, Scalar, Sequence
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    COUNT,
    DATE,
    DURATION,
    INTEGER_MOST,
    PLAYER,
    TABLE,
    TEXT,
    TEXTS,
    TIME,
    Type,
    formula_of,
    integer,
    list_of,
    map_of,
    number,
    offer,
    record,
)

BOTH = 2  # ends of bounds, parts of a map
VERSION = "version"  # the type of a parameter that holds what version of an offer was shown
SIMPLE = {
    "bool": BOOL,
    "int": COUNT,
    "number": number(-1e12, 1e12),
    "chance": CHANCE,
    "decimal": number(-1e12, 1e12),
    "day": DATE,
    "time": TIME,
    "duration": DURATION.within(0, DURATION.hi),
    "text": TEXT,
    "colour": TEXT,
    "texts": TEXTS,
    "player": PLAYER,
    "amounts": AMOUNTS,
    "table": TABLE,
}


@dataclass(frozen=True, slots=True)
class Form:
    """A type as an author wrote it, with what else the slot says."""

    type: Type
    node: Node
    optional: bool = False
    default: Node | None = None
    symmetric: bool = False
    names: tuple[str, ...] = ()  # of a formula field's parameters

    @property
    def told(self) -> Type:
        """Return the type that readers of the slot see."""
        return self.type.maybe() if self.optional else self.type


def scalar_text(node: Node | None) -> str:
    """Return the text of a scalar, nothing for anything else."""
    return node.text if isinstance(node, Scalar) else ""


def entry(node: Node | None, key: str) -> Node | None:
    """Return the value under *key* of a mapping, else None."""
    return node.entries.get(key) if isinstance(node, Mapping) else None


def items(node: Node | None) -> list[Node]:
    """Return the items of a list, none of anything else."""
    return node.items if isinstance(node, Sequence) else []


def read_type(node: Node, kinds: Container[str]) -> Type | None:
    """Return the type that *node* writes, or None where it writes none."""
    if isinstance(node, Scalar):
        known = SIMPLE.get(node.text)
        return known or (record(node.text) if node.text in kinds else None)
    if isinstance(node, Sequence):
        item = read_type(node.items[0], kinds) if len(node.items) == 1 else None
        return list_of(item) if item else None
    return _read_mapping(node, kinds) if isinstance(node, Mapping) else None


def _read_mapping(node: Mapping, kinds: Container[str]) -> Type | None:
    for key in ("int", "number", "duration"):
        if key in node.entries:
            return _bounded(SIMPLE[key], node.entries[key])
    if "text" in node.entries:
        return TEXT
    if "texts" in node.entries:
        return TEXTS
    if "map" in node.entries:
        pair = [read_type(part, kinds) for part in items(node.entries["map"])]
        return map_of(pair[0], pair[1]) if len(pair) == BOTH and pair[0] and pair[1] else None
    if "formula" in node.entries:
        return _formula(node, kinds)
    return read_type(node.entries["type"], kinds) if "type" in node.entries else None


def _bounded(base: Type, node: Node) -> Type | None:
    """Return *base* between the two ends that *node* writes."""
    read = exact if base.name == "number" else duration if base.name == "duration" else whole
    ends = [end for part in items(node) if (end := read(scalar_text(part))) is not None]
    if len(ends) != len(items(node)) or len(ends) != BOTH or ends[0] > ends[1]:
        return None
    lo, hi = (float(end) if base.name == "number" else int(end) for end in ends)
    return base.within(lo, hi)


def _formula(node: Mapping, kinds: Container[str]) -> Type | None:
    result = read_type(node.entries["formula"], kinds)
    params = [read_type(part, kinds) for part in parameters(node).values()]
    if result is None or any(part is None for part in params):
        return None
    return formula_of(tuple(part for part in params if part), result)


def parameters(node: Node) -> dict[str, Node]:
    """Return what stands under `of`: the parameters of a formula, table, limit or view, by name."""
    of = entry(node, "of")
    return of.entries if isinstance(of, Mapping) else {}


def read_form(node: Node, kinds: Container[str]) -> Form | None:
    """Return the form of a field, parameter or variable, or None where its type cannot be read."""
    type_ = read_type(node, kinds)
    if type_ is None:
        return None
    return Form(
        type_,
        node,
        optional=scalar_text(entry(node, "optional")) == "true",
        default=entry(node, "default"),
        symmetric=scalar_text(entry(node, "symmetric")) == "true",
        names=tuple(parameters(node)),
    )


def read_param(node: Node, kinds: Container[str], offers: Dict[str, str]) -> Form | None:
    """Return the form of what is asked for or called with: also an offer, or the version of one.

    *offers*: every id that a kind of offer has or had -> the one it has.
    """
    written = entry(node, "type") or node
    word = scalar_text(written)
    if word in offers and word not in kinds:
        return Form(offer(offers[word]), written)
    if word == VERSION:
        of = scalar_text(entry(node, "of"))
        return Form(replace(integer(0, INTEGER_MOST), kind=offers.get(of, of)), written)
    return read_form(written, kinds)
