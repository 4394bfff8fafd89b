"""Tally, Emit -> Python: what was drawn, and what is told of it, by id."""

from __future__ import annotations

from engine.player.writer import Writer
from engine.state import id_of
from rules.expression.node import Node
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue
from rules.program.node import Emit, Tally

_EVENTS = {"say": "Said", "tell": "Told", "drawn": "Drawn"}


def tally(out: Writer, step: Tally) -> None:
    """Begin an empty tally."""
    out.line(f"{out.local(step.local)} = {{}}")


def emit(out: Writer, step: Emit) -> None:
    """Tell what happened."""
    values = "".join(f"({name!r}, {_value(out, node)}), " for name, node in step.values)
    more = ""
    if step.event == "tell":
        to, at = (out.source(node) if node is not None else "None" for node in (step.to, step.at))
        more = f", {to}, {at}"
    out.line(f"E({_EVENTS[step.event]}({step.name!r}, ({values}){more}))")


def _value(out: Writer, node: Node) -> str:
    """Return source for a value as words need it: records by id, truths as such, None for what is absent."""
    source = out.source(node)
    if node.type.name == "amounts":
        return f"tallied_(catalogue, {source})"
    if node.type.name == "bool":
        source = f"({source} != 0)" if not node.type.optional else source
    elif node.type.name == "record":
        ids = out.names.constant(("shown", node.type.kind), _Shown(out.catalogue, node.type.kind))
        return f"{ids}[{source}]"
    if node.type.optional:
        kept = out.names.fresh()
        return f"(None if ({kept} := {source}) == {NONE} else {kept})"
    return source


class _Shown(dict[int, str | None]):
    """The ids of a kind by code, and None for what is absent."""

    def __init__(self, catalogue: Catalogue, kind: str) -> None:
        super().__init__(enumerate(catalogue.kinds[kind].ids))
        self[NONE] = None


def tallied(
    catalogue: Catalogue, counts: dict[tuple[int, int], int]
) -> tuple[tuple[str, str | None, int], ...]:
    """Return a tally by slot and id, in canonical order."""
    rows = []
    for (index, code), amount in sorted(counts.items()):
        slot = catalogue.slots[index]
        rows.append((slot.name, id_of(catalogue, slot.kind, code) if slot.kind else None, amount))
    return tuple(rows)
