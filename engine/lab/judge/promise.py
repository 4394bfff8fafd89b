"""An entry of a table, and who draws it -> which numbers of the pack decide how soon it comes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from engine.distribution.question import Mark, TooWide
from engine.odds.chain import Draw
from engine.odds.rates import per_draw
from engine.view.measure import percent
from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact
from rules.document import Node
from rules.program.target import First
from rules.ruleset import Ruleset


def deciding(ruleset: Ruleset, first: First, draw: Draw) -> str:
    """Say which chance it has to begin with, and what guarantees make of that."""
    promises = [*_promises(ruleset, first)]
    begins = f"its chance is {_chance(first, draw)} in the first draw"
    return "; ".join([begins, *(promises or ["no guarantee brings it sooner"])])


def narrower(wide: TooWide) -> str:
    """Say what would let something be reckoned with that is too wide."""
    return f"give `{wide.variable}` fewer values: a smaller `int` range, or a guarantee that comes sooner"


def _chance(first: First, draw: Draw) -> str:
    rates = per_draw(draw)
    if isinstance(rates, TooWide):
        return "unknown"
    return percent("en", float(rates.get(Mark(f"{first.table}.{first.entry}"), 0)))


def _promises(ruleset: Ruleset, first: First) -> Iterator[str]:
    """Yield what each guarantee of the table does to the entry; an earlier one is kept first."""
    table = ruleset.definitions.tables.get(first.table)
    for promise in items(entry(table, "guarantees")):
        wanted = scalar_text(entry(promise, "entry"))
        whose = "by its guarantee" if wanted == first.entry else f"where the guarantee of `{wanted}` comes"
        yield f"{_promised(promise, own=wanted == first.entry)} {whose} ({_written(promise)})"


def _promised(promise: Node, *, own: bool) -> str:
    soft, by = entry(promise, "soft"), scalar_text(entry(promise, "by"))
    more = exact(scalar_text(entry(soft, "add")))
    first = scalar_text(entry(soft, "from")) or "1"
    grows = f"it grows by {percent('en', float(more))} a draw from draw {first}" if more is not None else ""
    sure = f"{'it is certain' if own else 'it is passed over'} at draw {by}" if by else ""
    if not own and grows:
        grows = f"it shrinks from draw {first} on"
    return " and ".join(part for part in (grows, sure) if part)


def _written(promise: Node) -> str:
    counter = scalar_text(entry(promise, "counter"))
    place = promise.place
    return f"`{counter}`, {place.file}:{place.line}"
