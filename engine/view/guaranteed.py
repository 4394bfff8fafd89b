"""A table as it is declared -> its guarantees; a player's counters -> how far each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact, whole
from rules.document import Node
from rules.program.guarantee import Guarantee

THIS_DRAW = "this_draw"


@dataclass(frozen=True, slots=True)
class Progress:
    """A guarantee, and how many draws of late did not meet it; None where each draw counts for itself."""

    guarantee: Guarantee
    count: int | None


def progress(table: Node | None, count: Callable[[str], int]) -> Iterator[Progress]:
    """Yield how far each guarantee is; *count* reads a counter."""
    for each in guarantees(table):
        yield Progress(each, None if each.counter == THIS_DRAW else count(each.counter))


def guarantees(table: Node | None) -> tuple[Guarantee, ...]:
    """Return the guarantees of a table as they are written: an earlier one is kept first."""
    return tuple(_read(each) for each in items(entry(table, "guarantees")))


def _read(node: Node) -> Guarantee:
    soft = entry(node, "soft")
    return Guarantee(
        scalar_text(entry(node, "entry")),
        scalar_text(entry(node, "counter")),
        frozenset(scalar_text(each) for each in items(entry(node, "met_by"))),
        whole(scalar_text(entry(soft, "from"))) or 1,
        exact(scalar_text(entry(soft, "add"))) or Fraction(0),
        whole(scalar_text(entry(node, "by"))),
    )
