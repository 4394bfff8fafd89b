"""Let, Assign -> Python: everything is read before anything is written."""

from __future__ import annotations

from engine.player.cells import Target, guard
from engine.player.writer import Writer
from rules.program.node import Assign, Let, Write


def let(out: Writer, step: Let) -> None:
    """Bind a local."""
    out.line(f"{out.local(step.local)} = {out.source(step.value)}")


def assign(out: Writer, step: Assign) -> None:
    """Read every value, key and owner, then write in order."""
    alone = len(step.writes) == 1
    reads = [
        tuple(
            out.early(node, alone=alone) if node is not None else str
            for node in (write.value, write.key, write.owner)
        )
        for write in step.writes
    ]
    for write, (value, key, owner) in zip(step.writes, reads, strict=True):
        cells = "C"
        if write.owner is not None:
            cells = out.names.fresh()
            of_offer = out.catalogue.slot(write.slot).of_offer
            out.line(f"{cells} = W.{'offers' if of_offer else 'players'}[{owner()}]")
        _write(out, step, write, value(), Target(out.catalogue.slot(write.slot), key(), cells))


def _write(out: Writer, step: Assign, write: Write, value: str, target: Target) -> None:
    held, new = out.names.fresh(), out.names.fresh()
    out.line(f"{held} = {target.held}")
    out.line(f"{new} = {held} + {value}" if write.add else f"{new} = {value}")
    guard(out, target.slot, new, step.place, clamp=step.clamp)
    if step.keep:
        out.line(f"A.append(({target.slot.index}, {target.key or None}, {new}))")
    if step.counts:
        out.line(f"if {new} == 0: E(Met({target.slot.name!r}, {target.id_in(out)}, {held}))")
    target.store(out, new, held=held)
