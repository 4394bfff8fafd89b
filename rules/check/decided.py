"""A typed condition -> whether it is true or false whatever it reads, if that is known."""

from __future__ import annotations

from rules.expression.node import Compare, Const, Logic, Node, Unary


def decided(node: Node) -> bool | None:
    """Return what a condition always is, or None where that hangs on something."""
    match node:
        case Const(value=value):
            return None if node.event else bool(value)
        case Unary(op="not", operand=operand):
            known = decided(operand)
            return None if known is None else not known
        case Logic(op=op, parts=parts):
            return _logic(op, [decided(part) for part in parts])
        case Compare(op=op, left=left, right=right):
            return _compared(op, left, right)
        case _:
            lo, hi = node.type.lo, node.type.hi
            return bool(lo) if node.type.name == "bool" and lo == hi else None


def _logic(op: str, known: list[bool | None]) -> bool | None:
    ends = op == "or"  # the value by which one part decides
    if ends in known:
        return ends
    return None if None in known else not ends


def _compared(op: str, left: Node, right: Node) -> bool | None:
    if left.type.optional or right.type.optional or left.type.name == "record":
        return None
    (low, high), (least, most) = (left.type.lo, left.type.hi), (right.type.lo, right.type.hi)
    known = {
        "<": _ordered(high < least, low >= most),
        "<=": _ordered(high <= least, low > most),
        ">": _ordered(low > most, high <= least),
        ">=": _ordered(low >= most, high < least),
        "==": _ordered(low == high == least == most, high < least or low > most),
        "!=": _ordered(high < least or low > most, low == high == least == most),
    }
    return known[op]


def _ordered(holds: bool, fails: bool) -> bool | None:
    return True if holds else False if fails else None
