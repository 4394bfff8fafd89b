"""The value of a record's field -> what a constant column holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.define.form import Form, items, scalar_text
from rules.define.literal import day, duration, exact, truth, whole
from rules.document import Mapping, Node, Scalar
from rules.expression.type import NONE, Type

Reader = Callable[[Node], Any]
Codes = dict[str, dict[str, int]]


def reader_of(slot: Form, codes: Codes, unknown: list[tuple[Node, str]]) -> Reader:
    """Return what reads values of *slot*; references that lead nowhere are noted in *unknown*."""
    return _reader(slot.type, slot, codes, unknown)


def _reader(type_: Type, slot: Form, codes: Codes, unknown: list[tuple[Node, str]]) -> Reader:
    if type_.name == "record":
        return _record_reader(type_.kind, codes, unknown)
    if type_.name == "list" and type_.item:
        return _list_reader(_reader(type_.item, slot, codes, unknown))
    if type_.name == "map" and type_.item:
        return _map_reader(type_, slot, codes, unknown)
    return _PLAIN.get(type_.name, scalar_text)


def _record_reader(kind: str, codes: Codes, unknown: list[tuple[Node, str]]) -> Reader:
    known = codes[kind]

    def read(node: Node) -> int:
        code = known.get(node.text) if isinstance(node, Scalar) else None
        if code is None:
            unknown.append((node, kind))
            return NONE
        return code

    return read


def _list_reader(read: Reader) -> Reader:
    return lambda node: tuple(sorted({read(part) for part in items(node)} - {NONE}))


def _map_reader(type_: Type, slot: Form, codes: Codes, unknown: list[tuple[Node, str]]) -> Reader:
    """Return what reads a map as one row: a value for each record of the key's kind, or one for all."""
    key, item = type_.params[0], type_.item or type_
    read_key = _record_reader(key.kind, codes, unknown)
    read_item = _reader(item, slot, codes, unknown)
    absent = read_item(slot.default) if slot.default is not None and isinstance(slot.default, Scalar) else NONE

    def read(node: Node) -> list[Any]:
        row = [absent] * len(codes[key.kind])
        for name, value in node.entries.items() if isinstance(node, Mapping) else ():
            code = read_key(Scalar(node.source, value.start, value.end, name, True))  # noqa: FBT003
            if code != NONE:
                row[code] = read_item(value)
        return row

    return read


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(scalar_text(part) for part in items(node))


def _whole(node: Node) -> int:
    return whole(scalar_text(node)) or 0


def _number(node: Node) -> float:
    return float(exact(scalar_text(node)) or 0)


_PLAIN: dict[str, Reader] = {
    "int": _whole,
    "number": _number,
    "bool": lambda node: int(bool(truth(scalar_text(node)))),
    "day": lambda node: day(scalar_text(node)) or 0,
    "time": _whole,
    "duration": lambda node: duration(scalar_text(node)) or 0,
    "texts": _texts,
}
