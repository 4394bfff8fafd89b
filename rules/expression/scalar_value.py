"""Reads, arithmetic, comparison and logic -> Python source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.expression.node import (
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Escrow,
    Field,
    Local,
    Logic,
    Lookup,
    Lying,
    MapField,
    Member,
    Tallied,
    Unary,
)
from rules.expression.scalar_names import mangle
from rules.program.offer import put_slot
from rules.program.slot import PUTTERS

if TYPE_CHECKING:
    from rules.expression.scalar import ScalarCode


def const(_: ScalarCode, node: Const) -> str:
    """Write the value; a negative number in brackets."""
    value = repr(node.value)
    return f"({value})" if value.startswith("-") else value


def local(_: ScalarCode, node: Local) -> str:
    """Read a local."""
    return mangle(node.name)


def cell(code: ScalarCode, node: Cell) -> str:
    """Read a cell, with the slot's default where a dict has no such key."""
    slot = code.catalogue.slot(node.slot)
    others = "offers" if slot.of_offer else "players"
    cells = "C" if node.owner is None else f"W.{others}[{code.source(node.owner)}]"
    if node.key is None:
        return f"{cells}[{slot.index}]"
    if node.owner is None and isinstance(node.key, Local):
        known = code.known.get((node.slot, node.key.name))
        if known:
            return known
    return f"{cells}[{slot.index}].get({code.source(node.key)}, {slot.default})"


def field(code: ScalarCode, node: Field) -> str:
    """Read a column; of a record known at load, the value itself."""
    column = code.catalogue.kinds[node.kind].columns[node.name]
    if isinstance(node.record, Const):
        return const(code, Const(node.type, column[int(node.record.value)]))
    return f"{code.names.constant(('column', node.kind, node.name), column)}[{code.source(node.record)}]"


def map_field(code: ScalarCode, node: MapField) -> str:
    """Read a row of a map, then its column."""
    rows = code.catalogue.kinds[node.kind].maps[node.name]
    name = code.names.constant(("map", node.kind, node.name), rows)
    return f"{name}[{code.source(node.record)}][{code.source(node.key)}]"


def member(code: ScalarCode, node: Member) -> str:
    """Look in the set of a record's list."""
    lists = code.catalogue.kinds[node.kind].lists[node.name]
    name = code.names.constant(("set", node.kind, node.name), tuple(frozenset(items) for items in lists))
    return f"({code.source(node.item)} in {name}[{code.source(node.record)}])"


def lookup(code: ScalarCode, node: Lookup) -> str:
    """Read a table; its start is in the index."""
    name = code.names.constant(("table", node.values, node.start), node.values)
    index = code.source(node.index)
    return f"{name}[{index} - {node.start}]" if node.start else f"{name}[{index}]"


def unary(code: ScalarCode, node: Unary) -> str:
    """Negate."""
    return f"(not {code.source(node.operand)})" if node.op == "not" else f"(-{code.source(node.operand)})"


def binary(code: ScalarCode, node: Binary) -> str:
    """Reckon; Python's operators on ints and doubles are those of the language."""
    return f"({code.source(node.left)} {node.op} {code.source(node.right)})"


def compare(code: ScalarCode, node: Compare) -> str:
    """Compare."""
    return f"({code.source(node.left)} {node.op} {code.source(node.right)})"


def logic(code: ScalarCode, node: Logic) -> str:
    """Join parts; Python stops where the language does."""
    return "(" + f" {node.op} ".join(code.source(part) for part in node.parts) + ")"


def choice(code: ScalarCode, node: Choice) -> str:
    """Evaluate one branch only."""
    return f"({code.source(node.then)} if {code.source(node.test)} else {code.source(node.other)})"


def tallied(code: ScalarCode, node: Tallied) -> str:
    """Read a tally; without a slot, all of it."""
    name = mangle(node.local)
    if not node.slot:
        return f"sum({name}.values())"
    key = code.source(node.key) if node.key is not None else "-1"
    return f"{name}.get(({code.catalogue.slot(node.slot).index}, {key}), 0)"


def escrow(code: ScalarCode, node: Escrow) -> str:
    """Read what lies in an offer: of one player, or of all together."""
    slot = code.catalogue.slot(put_slot(node.offer.type.kind, node.slot))
    held = f"W.offers[{code.source(node.offer)}][{slot.index}]"
    key = code.source(node.key) if node.key is not None else "0"
    if node.putter is None:
        return f"held_({held}, {key})"
    return f"{held}.get({code.source(node.putter)} << {PUTTERS} | {key}, 0)"


def lying(code: ScalarCode, node: Lying) -> str:
    """Read all that lies in an offer, as a tally."""
    catalogue = code.names.constant("catalogue", code.catalogue)
    putter = f", {code.source(node.putter)}" if node.putter is not None else ""
    return f"lying_({catalogue}, {node.offer.type.kind!r}, W.offers[{code.source(node.offer)}]{putter})"
