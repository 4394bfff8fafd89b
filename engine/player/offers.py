"""Open, Move, Close, Empty -> Python: what is named is read, then what `escrow` and `others` do is called."""

from __future__ import annotations

from engine.offer import Shape, shape
from engine.player.amounts import whole
from engine.player.cells import Target, guard
from engine.player.escrow import Way
from engine.player.writer import Writer
from engine.state import State
from rules.expression.node import Node
from rules.expression.type import NONE
from rules.program.node import Close, Empty, Move, Open, Row, Write


def shape_of(out: Writer, kind: str) -> tuple[Shape, str]:
    """Return the shape of a kind of offer, and its name."""
    found = shape(out.catalogue, kind)
    return found, out.names.constant(("shape", kind), found)


def open_(out: Writer, step: Open) -> None:
    """Refuse a second one of its kind; make it, then write what it starts with."""
    found, name = shape_of(out, step.kind)
    ends = out.kept(step.ends) if step.ends is not None else str(NONE)
    reads = [(write, *_read(out, write)) for write in step.fields]
    empty = out.names.constant("empty", State.empty(out.catalogue).cells)
    only = Target(out.catalogue.slot(step.one), "") if step.one else None
    if only:
        with out.block(f"if standing_(W, {name}, {only.held}):"):
            reason = out.constant(((f"one.{step.kind}", step.place),))
            out.line(f"return failed_(S, A, {out.phase!r}, {reason})")
    number, cells = out.local(step.local), out.names.fresh()
    out.line(f"{number} = opened_(W, {name}, {empty}, {ends})")
    out.line(f"{cells} = W.offers[{number}]")
    guard(out, out.catalogue.slots[found.ends], f"{cells}[{found.ends}]", step.place, clamp=False)
    for write, value, key in reads:
        target = Target(out.catalogue.slot(write.slot), key, cells)
        guard(out, target.slot, value, step.place, clamp=False)
        target.store(out, value)
    if only:
        only.store(out, number)


def _read(out: Writer, write: Write) -> tuple[str, str]:
    value = out.kept(write.value, whole=True)
    return value, out.kept(write.key, whole=True) if write.key is not None else ""


def move(out: Writer, step: Move) -> None:
    """Read what is to move and between whom; refuse, or note what of one's own was written."""
    way = Way(
        out.catalogue,
        _shape(out, step.source),
        _shape(out, step.target),
        step.reason,
        step.why,
        out.keeps,
    )
    ends = ", ".join(out.kept(node) if node is not None else "W.me" for node in (step.source, step.target))
    of = out.kept(step.of) if step.of is not None else "None"
    rows = (
        "None" if step.rows is None else f"({''.join(f'{_amount(out, step, row)}, ' for row in step.rows)})"
    )
    fees = "".join(f"({_asset(out, fee.slot, fee.key)}, {out.kept(fee.rate)}), " for fee in step.fee)
    done = out.names.fresh()
    out.line(f"{done} = move_({out.constant(way)}, W, E, {rows}, ({fees}), ({ends}, {of}))")
    with out.block(f"if {done}.__class__ is Stop:"):
        out.line(f"return stopped_(S, A, {out.phase!r}, {out.place(step.place)}, *{done})")
    out.line(f"M |= {done}")


def _shape(out: Writer, node: Node | None) -> Shape | None:
    return shape(out.catalogue, node.type.kind) if node is not None and node.type.name == "offer" else None


def _amount(out: Writer, step: Move, row: Row) -> str:
    amount = out.kept(row.amount)
    whole(out, row, amount, step)
    return f"({_asset(out, row.slot, row.key)}, {amount})"


def _asset(out: Writer, slot: str, key: Node | None) -> str:
    return f"({out.catalogue.slot(slot).index}, {out.kept(key) if key is not None else 0})"


def close(out: Writer, step: Close) -> None:
    """End an offer."""
    way = Way(out.catalogue, _shape(out, step.offer), None, why=step.why, keeps=True)
    out.line(f"M |= close_({out.constant(way)}, W, E, {out.kept(step.offer)})")


def empty(out: Writer, step: Empty) -> None:
    """Put every key of a slot back to its default."""
    slot, cells = out.catalogue.slot(step.slot), "C"
    if step.owner is not None:
        cells = out.names.fresh()
        out.line(f"{cells} = W.{'offers' if slot.of_offer else 'players'}[{out.kept(step.owner)}]")
    target = Target(slot, "", cells)
    target.store(out, "{}" if slot.kind else str(slot.default), held=target.held)
