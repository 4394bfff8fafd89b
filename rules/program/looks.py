"""How the records of a kind are drawn: what a picture reads of a record."""

from __future__ import annotations

from dataclasses import dataclass

from rules.expression.node import Node


@dataclass(frozen=True, slots=True)
class Looks:
    """Expressions that know the record as `it`; what is None follows from its id, or is not shown."""

    kind: str
    figure: Node | None = None
    colour: Node | None = None
    trim: Node | None = None
    frame: Node | None = None
    badge: Node | None = None
    words: tuple[Node, ...] = ()
    marks: Node | None = None
