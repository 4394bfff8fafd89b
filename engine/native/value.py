"""Expressions -> C: reads, arithmetic, comparison and logic, each evaluated only where it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.native.writer import NotNativeError, Sort, Unit, Value, number, real
from rules.expression.node import (
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Field,
    Local,
    Logic,
    Lookup,
    MapField,
    Member,
    Node,
    Tallied,
    Unary,
)


@dataclass(frozen=True)
class Code:
    """Where an expression stands: the file, the names that are bound around it, the tallies."""

    unit: Unit
    bound: Mapping[str, Value]
    tallies: Mapping[str, str] = field(default_factory=dict)

    def read(self, node: Node) -> Value:
        """Return C for an expression."""
        emit = EMIT.get(type(node))
        if emit is None:
            raise NotNativeError(f"the expression `{type(node).__name__}`")
        value: Value = emit(self, node)
        return value

    def with_(self, name: str, value: Value) -> Code:
        """Return the code in which one more name is bound."""
        return Code(self.unit, {**self.bound, name: value}, self.tallies)

    def whole(self, node: Node) -> str:
        """Return C for what is a whole number in every state."""
        value = self.read(node)
        return value.text if value.sort == "i" else f"((i64){value.text})"


def as_double(value: Value) -> str:
    """Return C for a value as a double."""
    return value.text if value.sort == "d" else f"((double){value.text})"


def together(*values: Value) -> tuple[list[str], Sort]:
    """Return values as one sort: doubles where any is one."""
    if all(value.sort == "i" for value in values):
        return [value.text for value in values], "i"
    return [as_double(value) for value in values], "d"


def const(code: Code, node: Const) -> Value:
    """Give the constant."""
    if isinstance(node.value, float):
        return Value(real(node.value), "d")
    return Value(number(code.unit.whole(node.value)), "i")


def local(code: Code, node: Local) -> Value:
    """Read a local."""
    if node.name not in code.bound:
        raise NotNativeError(f"`{node.name}`, which is bound elsewhere")
    return code.bound[node.name]


def cell_at(code: Code, slot: str, key: Node | None) -> str:
    """Return C for where a cell is; -1 for the cell of no record."""
    found = code.unit.catalogue.slot(slot)
    begins = code.unit.layout.offsets[found.index]
    if key is None:
        return str(begins)
    if isinstance(key, Const):
        return str(begins + int(key.value))
    at, size = code.unit.fresh("k"), code.unit.layout.size(found)
    return f"({{ i64 {at} = {code.whole(key)}; (u64){at} < {size} ? {begins} + {at} : -1; }})"


def cell(code: Code, node: Cell) -> Value:
    """Read a cell; what no record names holds the slot's default."""
    if node.owner is not None:
        raise NotNativeError(f"`{node.slot}` of another player")
    at = cell_at(code, node.slot, node.key)
    if at.isdigit():
        return Value(f"p->cells[{at}]", "i")
    name, default = code.unit.fresh("k"), number(code.unit.catalogue.slot(node.slot).default)
    return Value(f"({{ i64 {name} = {at}; {name} < 0 ? {default} : p->cells[{name}]; }})", "i")


def _entry(table: Value, size: int, index: str) -> Value:
    """Read a table; an index outside, which nobody may ask for, reads its first entry."""
    return Value(f"{table.text}[in({index}, {size})]", table.sort)


def column(code: Code, values: tuple[Any, ...], record: Node) -> Value:
    """Read what a record has."""
    if isinstance(record, Const):
        return const(code, Const(record.type, values[int(record.value)]))
    return _entry(code.unit.table(values), len(values), code.whole(record))


def field_(code: Code, node: Field) -> Value:
    """Read a constant field."""
    return column(code, code.unit.catalogue.kinds[node.kind].columns[node.name], node.record)


def map_field(code: Code, node: MapField) -> Value:
    """Read a row of a map, then its column."""
    rows = code.unit.catalogue.kinds[node.kind].maps[node.name]
    width = len(rows[0]) if rows else 0
    index = f"in({code.whole(node.record)}, {len(rows)}) * {width} + in({code.whole(node.key)}, {width})"
    table = code.unit.table([value for row in rows for value in row])
    return Value(f"{table.text}[{index}]", table.sort)


def lists_of(unit: Unit, kind: str, name: str) -> tuple[str, str, int]:
    """Return all items of a list field, where those of each record end, and how many records there are."""
    lists = unit.catalogue.kinds[kind].lists[name]
    ends, items = [], list[Any]()
    for each in lists:
        items += each
        ends.append(len(items))
    return unit.table(items).text, unit.table(ends).text, len(lists)


def member(code: Code, node: Member) -> Value:
    """Look for an item among those of a record's list."""
    items, ends, records = lists_of(code.unit, node.kind, node.name)
    record, item = code.whole(node.record), code.whole(node.item)
    return Value(f"is_member({items}, {ends}, in({record}, {records}), {item})", "i")


def lookup(code: Code, node: Lookup) -> Value:
    """Read a table."""
    index = code.whole(node.index)
    shifted = f"({index} - ({number(node.start)}))" if node.start else index
    return _entry(code.unit.table(node.values), len(node.values), shifted)


def unary(code: Code, node: Unary) -> Value:
    """Negate."""
    value = code.read(node.operand)
    return Value(f"(!{value.text})", "i") if node.op == "not" else Value(f"(-{value.text})", value.sort)


def binary(code: Code, node: Binary) -> Value:
    """Reckon."""
    left, right = code.read(node.left), code.read(node.right)
    if node.op == "/":
        return Value(f"({as_double(left)} / {as_double(right)})", "d")
    texts, sort = together(left, right)
    if node.op in {"//", "%"}:
        if sort == "d":
            raise NotNativeError(f"`{node.op}` of numbers that are not whole")
        name = "whole_division" if node.op == "//" else "remainder_of"
        return Value(f"{name}({texts[0]}, {texts[1]})", "i")
    return Value(f"({texts[0]} {node.op} {texts[1]})", sort)


def compare(code: Code, node: Compare) -> Value:
    """Compare."""
    (left, right), _ = together(code.read(node.left), code.read(node.right))
    return Value(f"({left} {node.op} {right})", "i")


def logic(code: Code, node: Logic) -> Value:
    """Join parts; C stops where the language does."""
    joint = " && " if node.op == "and" else " || "
    return Value(f"({joint.join(f'({code.read(part).text} != 0)' for part in node.parts)})", "i")


def choice(code: Code, node: Choice) -> Value:
    """Evaluate one branch only."""
    test = code.read(node.test).text
    (then, other), sort = together(code.read(node.then), code.read(node.other))
    return Value(f"({test} ? {then} : {other})", sort)


def tallied(code: Code, node: Tallied) -> Value:
    """Read a tally; without a slot, all of it."""
    if node.local not in code.tallies:
        raise NotNativeError(f"the tally `{node.local}` of another program")
    rows = code.tallies[node.local]
    if not node.slot:
        return Value(f"tallied_all({rows})", "i")
    return Value(f"tallied({rows}, {cell_at(code, node.slot, node.key)})", "i")


EMIT: dict[type[Node], Any] = {
    Const: const,
    Local: local,
    Cell: cell,
    Field: field_,
    MapField: map_field,
    Member: member,
    Lookup: lookup,
    Unary: unary,
    Binary: binary,
    Compare: compare,
    Logic: logic,
    Choice: choice,
    Tallied: tallied,
}
