"""Steps -> the counters whose great values are alike, and from which value on they are.

A guarantee reads its counter up to where its entry is certain, but the counter goes on: while an earlier
guarantee is served, or because a player came with more. A chain needs no state for each such value.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.expression.node import Apply, Best, Binary, Cell, Choice, Const, Domain, Fold, Function, Node
from rules.program.node import Assign, Emit, Reaction, Step, Steps, Write
from rules.program.walk import Walker, every, inside, written

_Read = tuple[str, int | None]  # a slot, and from which value on it no longer matters (None: it always does)


def saturations(walker: Walker, steps: Steps) -> dict[str, int]:
    """Return by slot the least value that is as good as any greater one, where that can be said."""
    found: dict[str, int | None] = {}
    for step in every(steps):
        for slot, cap in () if isinstance(step, Emit) else _of(walker, step):
            known = found.get(slot, 0)
            found[slot] = None if known is None or cap is None else max(known, cap)
    return {slot: cap for slot, cap in found.items() if cap is not None}


def _of(walker: Walker, step: Step) -> Iterator[_Read]:
    if isinstance(step, Assign):
        for write in step.writes:
            yield from _of_write(walker, write)
        return
    yield from ((slot, None) for slot in written(step))
    for piece in inside(step):
        if isinstance(piece, Node):
            yield from _reads(walker, piece)
        elif isinstance(piece, Domain | Reaction):
            yield from _all(walker, piece)


def _all(walker: Walker, piece: Node | Domain | Reaction) -> Iterator[_Read]:
    """Yield everything that a piece reads as if all of it mattered."""
    parts = inside(piece) if isinstance(piece, Reaction) else (piece,)
    found = walker.reads(*(part for part in parts if isinstance(part, Node | Domain)))
    return ((slot, None) for slot in found.slots)


def _of_write(walker: Walker, write: Write) -> Iterator[_Read]:
    """Yield what a write reads; counting on, or beginning anew, keeps great values alike."""
    if write.key is not None or write.owner is not None or (write.add and not _more(write.value)):
        yield write.slot, None
    for part in (write.key, write.owner):
        if part is not None:
            yield from _reads(walker, part)
    yield from _reads(walker, write.value, write.slot)


def _more(node: Node) -> bool:
    return isinstance(node, Const) and isinstance(node.value, int) and node.value >= 0


def _reads(walker: Walker, node: Node, own: str = "") -> Iterator[_Read]:
    """Yield the slots that *node* reads; *own* is one that may count on."""
    match node:
        case Function(name="clamp", args=(Cell(slot=slot, key=None, owner=None), Const(), Const(value=most))):
            yield slot, int(most)
        case Function(
            name="min", args=(Binary(op="+", left=Cell(slot=slot, key=None), right=more), Const())
        ) if slot == own and _more(more):
            return
        case Choice(test=test, then=then, other=other):
            yield from _reads(walker, test)
            yield from (*_reads(walker, then, own), *_reads(walker, other, own))
        case Cell() | Apply() | Fold() | Best():
            yield from _all(walker, node)
        case _:
            yield from (read for child in node.children() for read in _reads(walker, child))
