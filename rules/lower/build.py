"""Small expressions that lowering composes: what an author need not write."""

from __future__ import annotations

from rules.expression.node import (
    Binary,
    BinaryOp,
    Cell,
    Choice,
    Compare,
    CompareOp,
    Const,
    Function,
    Local,
    Logic,
    Node,
    Unary,
    const,
)
from rules.expression.type import BOOL, COUNT, DATE, INTEGER_MOST, NONE, PLAYER, TIME, Type, integer
from rules.program.slot import Slot

WHOLE = integer(-INTEGER_MOST, INTEGER_MOST)
SCRATCH = integer(
    -(10**12), 10**12
)  # a scratch value that changes stops here, so that it can be reckoned with
NOW = Function(TIME, "now", ())
TODAY = Function(DATE, "today", ())
ME = Function(PLAYER, "me", ())
ABSENT = Const(integer(NONE, NONE), NONE)


def whole(op: BinaryOp, left: Node, right: Node) -> Node:
    """Return a sum, difference, product, quotient or rest of whole numbers that nothing needs to prove."""
    return Binary(WHOLE, op, left, right)


def compare(left: Node, op: CompareOp, right: Node) -> Node:
    """Return a comparison."""
    return Compare(BOOL, op, left, right)


def both(*parts: Node) -> Node:
    """Return whether all *parts* hold."""
    return parts[0] if len(parts) == 1 else Logic(BOOL, "and", parts)


def either(*parts: Node) -> Node:
    """Return whether one of *parts* holds."""
    return parts[0] if len(parts) == 1 else Logic(BOOL, "or", parts)


def negate(part: Node) -> Node:
    """Return whether *part* does not hold."""
    return Unary(BOOL, "not", part)


def choose(test: Node, then: Node, other: Node) -> Node:
    """Return one of two values."""
    return Choice(then.type, test, then, other)


def least(left: Node, right: Node) -> Node:
    """Return the lesser of two values."""
    return Function(left.type, "min", (left, right))


def greatest(left: Node, right: Node) -> Node:
    """Return the greater of two values."""
    return Function(left.type, "max", (left, right))


def one_of(value: Node, codes: tuple[int, ...]) -> Node:
    """Return whether *value* is one of some constants."""
    return either(*(compare(value, "==", const(code)) for code in codes)) if codes else const(0, BOOL)


def loosened(type_: Type) -> Type:
    """Return what is known of a scratch value that may have been changed: its sort, and where it stops."""
    if type_.name != "int":
        return type_
    return integer(min(type_.lo, SCRATCH.lo), max(type_.hi, SCRATCH.hi))


def local(name: str, type_: Type = WHOLE) -> Local:
    """Return what a program has bound to *name*."""
    return Local(type_, name)


def fixed(slot: Slot) -> bool:
    """Tell whether a slot is one of an offer that no step writes."""
    return slot.of_offer and slot.name in {f"{slot.scope}.{word}" for word in ("owner", "over", "version")}


def has(value: Node) -> Node:
    """Return whether an optional is there."""
    return Function(BOOL, "has", (value,))


def stands_in(place: str) -> Node:
    """Return the number of the guild or the channel in which is asked."""
    return Function(integer(0, INTEGER_MOST), place, ())


def cell(slot: str, key: Node | None = None, type_: Type = COUNT, owner: Node | None = None) -> Cell:
    """Return a cell of *slot*."""
    return Cell(type_, slot, key, owner)
